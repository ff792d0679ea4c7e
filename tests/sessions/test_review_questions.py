"""Questions in a review: asked, marked by the app, rated within reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.content.questions import Arranged, Chosen, Ticked, Written
from drill.errors import OutOfTurn, RatingRefused
from drill.events import Practised, Reviewed
from drill.ids import CardId, NoteId, Rating
from drill.quiz.marks import Verdict
from drill.sessions.review import ReviewSession
from drill.sessions.selection import Kind, Selection
from drill.sessions.steps import Phase
from drill.srs.schedule import Learning, New, Reviewing
from tests.sessions import questions as asked
from tests.sessions.desk import FOLD

if TYPE_CHECKING:
    from drill.content.questions import Response
    from drill.events import Event
    from drill.sessions.steps import ReviewStep
    from tests.sessions.desk import Desk


@pytest.fixture(autouse=True)
def _questions(desk: Desk) -> None:
    asked.write_questions(desk)


def session_on(desk: Desk, *cards: CardId) -> tuple[ReviewSession, ReviewStep]:
    """A session that shows certain cards; the first of them is at hand."""
    session = ReviewSession(desk.collection, Selection(Kind.SEARCH, cards=cards))
    return session, session.start()


def review(desk: Desk, card: CardId) -> tuple[ReviewSession, ReviewStep]:
    """A review of today with a card at hand, as if it had come up by itself."""
    session = ReviewSession(desk.collection, Selection(scope=("mine/asked",)))
    session.start()
    return session, session.show(card)


def events(desk: Desk, card: CardId) -> list[Event]:
    with desk.collection.store.read() as unit:
        return [entry.event for entry in unit.journal.history(card)]


def right(step: ReviewStep) -> Response:
    """The right response to what is asked in the deck."""
    assert step.question is not None
    assert step.card is not None
    responses: dict[str, Response] = {
        asked.CHOICE: Chosen((0,)),
        asked.SEVERAL: Chosen((0, 1)),
        asked.NUMERIC: Written("20 bytes"),
        asked.TYPED: Written("Consistency"),
        asked.ORDER: Arranged((0, 1, 2)),
        asked.GENERATED: Chosen((0,)),
        asked.PROMPT: Ticked((0, 1)),
    }
    return responses[step.card]


EVERY = (
    asked.CHOICE, asked.SEVERAL, asked.NUMERIC, asked.TYPED, asked.ORDER,
    asked.GENERATED, asked.PROMPT,
)  # fmt: skip


@pytest.mark.parametrize("card", EVERY)
def test_every_kind_is_asked_marked_and_scheduled(desk: Desk, card: CardId) -> None:
    session, step = review(desk, card)
    assert step.phase is Phase.FRONT
    assert step.question is not None
    assert step.marked is None
    step = session.answer(right(step))
    assert step.phase is Phase.BACK
    assert step.marked is not None
    assert step.marked.verdict is Verdict.RIGHT
    assert step.marked.proposed is not None
    assert [outcome.rating for outcome in step.outcomes] == list(Rating)
    session.rate(step.marked.proposed)
    [event] = events(desk, card)
    assert isinstance(event.body, Reviewed)
    assert event.body.instance is not None
    assert event.body.instance["credit"] == 1
    assert not isinstance(desk.card(card).schedule.state, New)


def test_questions_come_up_among_the_new_cards_of_a_day(desk: Desk) -> None:
    assert asked_today(desk) == set(EVERY) - {asked.PROMPT}


def asked_today(desk: Desk) -> set[CardId | None]:
    """The cards of the deck's questions that a review of today would show."""
    session = ReviewSession(desk.collection, Selection(scope=("mine/asked",)))
    step, seen, acts = session.start(), set[CardId | None](), 0
    while step.phase is Phase.FRONT:
        seen.add(step.card)
        step, acts = session.suspend(), acts + 1
    for _ in range(acts):
        session.undo()
    return seen


@pytest.mark.parametrize(("most", "is_asked"), [(19, False), (20, True)])
def test_a_prompt_comes_up_when_its_length_is_allowed(
    desk: Desk, most: int, *, is_asked: bool
) -> None:
    desk.set(study={"prompt_minutes": most, "new_a_day": 50})
    desk.reopen()
    assert (asked.PROMPT in asked_today(desk)) is is_asked


def test_a_due_prompt_waits_while_its_length_is_not_allowed(desk: Desk) -> None:
    desk.learn(asked.PROMPT, FOLD)
    desk.pass_time(days=60)
    session = ReviewSession(desk.collection, Selection())
    assert session.start().card == FOLD
    desk.set(study={"prompt_minutes": 30})
    desk.reopen()
    counts = ReviewSession(desk.collection, Selection()).start().counts
    assert counts.backlog + counts.review == 2


def test_a_prompt_that_does_not_say_its_length_takes_a_quarter_of_an_hour(
    desk: Desk,
) -> None:
    text = asked.TOPIC.replace("        minutes: 20\n", "")
    desk.write(desk.own / "mine/asked.yaml", text)
    desk.reopen()
    note = NoteId("mine/asked/design")
    with desk.collection.store.read() as unit:
        assert unit.notes.kin([note])[note].minutes == 15


def test_a_wrong_answer_cannot_be_rated_good(desk: Desk) -> None:
    session, _ = review(desk, asked.CHOICE)
    step = session.answer(Chosen((1,)))
    assert step.marked is not None
    assert step.marked.verdict is Verdict.WRONG
    assert step.marked.proposed is Rating.AGAIN
    before = desk.events()
    with pytest.raises(RatingRefused, match="wrong cannot be rated good"):
        session.rate(Rating.GOOD)
    assert desk.events() == before
    session.rate(Rating.AGAIN)
    assert isinstance(desk.card(asked.CHOICE).schedule.state, Learning)


def test_not_knowing_is_an_answer(desk: Desk) -> None:
    session, _ = review(desk, asked.TYPED)
    step = session.reveal()
    assert step.marked is not None
    assert step.marked.verdict is Verdict.NO_ANSWER
    assert step.marked.answer == "consistency"


def test_what_cannot_be_marked_comes_back_for_correction(desk: Desk) -> None:
    session, before = review(desk, asked.NUMERIC)
    step = session.answer(Written("twenty-ish"))
    assert step.phase is Phase.FRONT
    assert step.question == before.question
    assert "twenty-ish" in step.message
    assert session.answer(Written("20")).phase is Phase.BACK


def test_the_place_of_a_choice_is_that_of_the_question_not_of_the_screen(
    desk: Desk,
) -> None:
    orders = set()
    for _ in range(12):
        session, step = review(desk, asked.CHOICE)
        assert step.question is not None
        orders.add(step.question.places)
        shown = dict(zip(step.question.places, step.question.entries, strict=True))
        assert shown[0] == "the receiver"
        step = session.answer(Chosen((0,)))
        assert step.marked is not None
        assert [entry.text for entry in step.marked.entries if entry.is_given] == [
            "the receiver"
        ]
        desk.pass_time(minutes=1)
    assert len(orders) > 2


def test_hints_and_time_are_part_of_the_mark(desk: Desk) -> None:
    session, _ = review(desk, asked.CHOICE)
    desk.pass_time(seconds=4)
    step = session.answer(Chosen((0,)), hints=1)
    assert step.marked is not None
    assert (step.marked.hints, step.marked.elapsed_s) == (1, 4.0)
    session.rate(Rating.HARD)
    [event] = events(desk, asked.CHOICE)
    assert isinstance(event.body, Reviewed)
    assert event.body.instance is not None
    assert event.body.instance["hints"] == 1


def test_a_generated_question_can_be_made_again_from_what_was_kept(desk: Desk) -> None:
    from drill.sessions.asking import ask

    session, step = review(desk, asked.GENERATED)
    session.answer(Chosen((1,)))
    session.rate(Rating.AGAIN)
    [event] = events(desk, asked.GENERATED)
    assert isinstance(event.body, Reviewed)
    kept = event.body.instance
    assert kept is not None
    assert (kept["generator"], kept["version"]) == ("tcp.reno_window", 1)
    again = ask(desk.document("mine/asked/made"), kept["seed"])
    assert again is not None
    assert again.step() == step.question


def test_another_instance_is_practice(desk: Desk) -> None:
    session, first = review(desk, asked.GENERATED)
    session.answer(right(first))
    step = session.another()
    assert step.phase is Phase.FRONT
    assert step.card == asked.GENERATED
    assert not step.counts_for_schedule
    assert step.question != first.question
    after_one = desk.card(asked.GENERATED).schedule
    session.answer(Chosen((1,)))
    session.remark("once more")
    session.rate(Rating.AGAIN)
    kinds = [type(event.body) for event in events(desk, asked.GENERATED)]
    assert kinds[0] is Reviewed
    assert kinds[-1] is Practised
    after = desk.card(asked.GENERATED).schedule
    assert (after.state, after.repetitions) == (after_one.state, 1)


def test_only_a_generated_question_has_another_instance(desk: Desk) -> None:
    session, step = review(desk, asked.CHOICE)
    with pytest.raises(OutOfTurn):
        session.another()
    session.answer(right(step))
    with pytest.raises(OutOfTurn, match="always the same"):
        session.another()


def test_another_instance_waits_when_the_card_has_changed(desk: Desk) -> None:
    session, step = review(desk, asked.GENERATED)
    session.answer(right(step))
    desk.rate(asked.GENERATED, Rating.EASY)
    step = session.another()
    assert "changed meanwhile" in step.message or step.card != asked.GENERATED


def test_another_instance_of_a_card_that_is_gone_is_not_shown(desk: Desk) -> None:
    session, step = review(desk, asked.GENERATED)
    step = session.answer(right(step))
    presenter = session._presenter
    real = presenter.show
    presenter.show = lambda *_, **__: "that card is gone"  # type: ignore[method-assign]
    step = session.another()
    presenter.show = real  # type: ignore[method-assign]
    assert step.message == "that card is gone"


def test_a_card_that_the_learner_rates_takes_no_response(desk: Desk) -> None:
    session, _ = session_on(desk, FOLD)
    with pytest.raises(OutOfTurn):
        session.answer(Written("a start"))


def test_the_question_stays_the_same_while_other_things_are_done(desk: Desk) -> None:
    session, before = review(desk, asked.CHOICE)
    step = session.flag(3)
    assert step.question == before.question
    step = session.answer(Chosen((2,)))
    marked = step.marked
    step = session.remark("routers forward")
    assert step.phase is Phase.BACK
    assert step.marked == marked


def test_a_question_that_was_reworded_is_asked_again(desk: Desk) -> None:
    session, _ = review(desk, asked.CHOICE)
    session.answer(Chosen((0,)))
    text = asked.TOPIC.replace("Which one acknowledges?", "Who acknowledges data?")
    desk.write(desk.own / "mine/asked.yaml", text)
    from drill.sessions.rereading import reread

    reread(desk.collection)
    step = session.remark("reworded")
    assert step.phase is Phase.FRONT
    assert step.marked is None
    assert step.question is not None
    assert step.question.text == "Who acknowledges data?"


def test_undo_asks_the_question_again(desk: Desk) -> None:
    session, step = review(desk, asked.ORDER)
    session.answer(right(step))
    session.rate(Rating.EASY)
    assert isinstance(desk.card(asked.ORDER).schedule.state, Reviewing)
    step = session.undo()
    assert step.card == asked.ORDER
    assert step.phase is Phase.FRONT
    assert isinstance(desk.card(asked.ORDER).schedule.state, New)


def test_a_question_of_a_generator_that_is_not_there_is_passed_over(
    desk: Desk,
) -> None:
    text = asked.TOPIC.replace("tcp.reno_window", "tcp.renault_window")
    desk.write(desk.own / "mine/asked.yaml", text)
    desk.reopen()
    _, step = session_on(desk, asked.GENERATED, FOLD)
    assert step.card == FOLD
    assert "tcp.renault_window" in step.message
    assert "tcp.reno_window" in step.message


def test_a_marked_order_shows_where_each_item_belongs(desk: Desk) -> None:
    session, _ = review(desk, asked.ORDER)
    step = session.answer(Arranged((1, 0, 2)))
    assert step.marked is not None
    assert [(e.text, e.is_right, e.place) for e in step.marked.entries] == [
        ("SYN and ACK", False, 2),
        ("SYN", False, 1),
        ("ACK", True, 3),
    ]


def test_an_order_that_was_not_given_shows_the_items_as_they_were(desk: Desk) -> None:
    session, front = review(desk, asked.ORDER)
    step = session.answer(None)
    assert front.question is not None
    assert step.marked is not None
    assert tuple(e.text for e in step.marked.entries) == front.question.entries
    assert not any(e.is_given for e in step.marked.entries)


def test_a_rubric_shows_what_was_met(desk: Desk) -> None:
    session, front = review(desk, asked.PROMPT)
    assert front.question is not None
    assert front.question.title == "A cache"
    assert front.question.minutes == 20
    assert front.question.areas == ("requirements", "failure-modes")
    assert front.question.follow_ups == ((5, "And on Black Friday?"),)
    step = session.answer(Ticked((1,)))
    assert step.marked is not None
    assert step.marked.credit == 0.75
    assert [e.is_given for e in step.marked.entries] == [False, True]
    assert step.marked.answer == "Rates first."


def test_a_search_asks_a_question_as_practice(desk: Desk) -> None:
    session, step = session_on(desk, asked.NUMERIC)
    assert step.question is not None
    session.answer(right(step))
    session.rate(Rating.GOOD)
    [event] = events(desk, asked.NUMERIC)
    assert isinstance(event.body, Practised)
    assert event.body.instance is not None
