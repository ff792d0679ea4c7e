"""A quiz: asked, marked, recorded, taken back, left and gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.content.questions import Written
from drill.errors import NothingToUndo, OutOfTurn, SittingNotFound, StoreLocked
from drill.events import Practised, SittingClosed, SittingMoved, SittingOpened
from drill.ids import EventId, Rating
from drill.quiz.marks import Verdict
from drill.sessions.sitting_plans import PlannedQuestion, QuestionPlan, plan_of
from drill.sessions.sitting_quiz import (
    give_up_quiz,
    open_quiz,
    resume_quiz,
)
from drill.sessions.sitting_steps import Fate, QuizPhase
from drill.srs.schedule import New, Reviewing
from tests.sessions import questions as asked
from tests.sessions.desk import TODAY
from tests.sessions.quizzes import (
    events,
    killed,
    quiz,
    resumed,
    right,
    through,
    wishes,
    wrong,
)
from tests.sessions.sitting import other_window

if TYPE_CHECKING:
    from drill.sessions.sitting_steps import QuizStep
    from tests.sessions.desk import Desk


@pytest.fixture(autouse=True)
def _questions(desk: Desk) -> None:
    asked.write_questions(desk)


def moves(desk: Desk, step: QuizStep) -> list[tuple[str, object]]:
    """What the journal tells of a quiz: moves with their places."""
    with desk.collection.store.read() as unit:
        bodies = [event.body for event in unit.sittings.moves(step.sitting)]
    return [
        (body.move, body.contents.get("place"))
        for body in bodies
        if isinstance(body, SittingMoved)
    ]


# --- asked and answered -----------------------------------------------------------


def test_a_quiz_asks_marks_and_ends_with_its_report(desk: Desk) -> None:
    session = open_quiz(desk.collection, wishes(number=3, minutes=None))
    step = session.start()
    for place in (1, 2, 3):
        assert (step.phase, step.place, step.number) == (QuizPhase.ASKED, place, 3)
        assert step.question is not None
        assert step.marked is None
        step = session.answer(None)
        assert step.phase is QuizPhase.MARKED
        assert step.marked is not None
        assert step.marked.verdict is Verdict.NO_ANSWER
        assert step.counted == place
        step = session.next()
    assert step.phase is QuizPhase.FINISHED
    assert step.result is not None
    assert step.result.row.score == 0
    assert step.result.reason == "all questions are done"
    assert step.result.of(Fate.NO_ANSWER) == 3


def test_the_whole_plan_is_on_disk_before_the_first_question(desk: Desk) -> None:
    session = open_quiz(desk.collection, wishes(number=4, may_pause=True, each_s=30))
    with desk.collection.store.read() as unit:
        [event] = unit.sittings.opened()
    assert isinstance(event.body, SittingOpened)
    plan = plan_of(event.body.plan)
    assert plan is not None
    assert (plan.total_s, plan.each_s, plan.may_pause) == (600, 30, True)
    assert len(plan.questions) == 4
    step = session.start()
    assert step.card == plan.questions[0].card
    assert (step.question_left_s, step.total_left_s, step.left_s) == (30, 600, 30)


def test_an_answer_is_one_operation_with_its_move(desk: Desk) -> None:
    session, step = quiz(desk)
    before = desk.events()
    step = session.answer(right(step))
    assert desk.operations()[0] == f"quiz: right on {asked.CHOICE}"
    assert desk.events() == before + 3  # with the preset, which is recorded once
    [event] = events(desk, asked.CHOICE)
    body = event.body
    assert isinstance(body, Practised)
    assert body.context == "quiz"
    assert body.instance is not None
    assert body.instance["sitting"] == step.sitting
    assert body.instance["place"] == 0
    assert body.instance["credit"] == 1
    assert body.instance["seed"] == 7
    assert moves(desk, step) == [("asked", 0), ("answered", 0)]


def test_a_quiz_is_practice_but_for_what_is_due(desk: Desk) -> None:
    desk.learn(asked.NUMERIC, asked.TYPED)
    desk.pass_time(days=60)
    session, step = quiz(desk, (asked.CHOICE, asked.NUMERIC))
    through(session, step)
    assert isinstance(desk.card(asked.CHOICE).schedule.state, New)
    state = desk.card(asked.NUMERIC).schedule.state
    assert isinstance(state, Reviewing)
    assert state.last_day == TODAY + 60


def test_a_wrong_answer_makes_a_known_card_due_today(desk: Desk) -> None:
    desk.learn(asked.NUMERIC)
    desk.pass_time(days=1)
    session, step = quiz(desk, (asked.NUMERIC,))
    session.answer(wrong(step))
    state = desk.card(asked.NUMERIC).schedule.state
    assert isinstance(state, Reviewing)
    assert state.due == TODAY + 1


def test_what_cannot_be_marked_comes_back_with_the_reason(desk: Desk) -> None:
    session, step = quiz(desk, (asked.NUMERIC,))
    before = desk.events()
    step = session.answer(Written("a few"))
    assert step.phase is QuizPhase.ASKED
    assert step.complaint
    assert desk.events() == before
    assert session.answer(right(step)).phase is QuizPhase.MARKED


def test_marks_at_the_end_show_the_next_question_at_once(desk: Desk) -> None:
    session, step = quiz(desk, marks_at_once=False)
    before = desk.events()
    step = session.answer(wrong(step))
    assert (step.phase, step.place, step.marked) == (QuizPhase.ASKED, 2, None)
    assert moves(desk, step)[1:] == [("answered", 0), ("asked", 1)]
    assert desk.events() == before + 4
    step = through(session, step)
    assert step.result is not None
    assert step.result.row.score == pytest.approx(0.8)
    assert step.result.questions[0].fate is Fate.WRONG


def test_a_hint_is_recorded(desk: Desk) -> None:
    session, step = quiz(desk, (asked.CHOICE,))
    step = session.answer(right(step), hints=1)
    assert step.marked is not None
    assert step.marked.hints == 1
    step = session.next()
    assert step.result is not None
    assert step.result.questions[0].hints == 1


def test_a_generated_question_is_made_with_the_difficulty_that_is_asked_for(
    desk: Desk,
) -> None:
    chosen = wishes(kinds=("generated",), difficulty=3)
    session = open_quiz(desk.collection, chosen)
    session.start()
    session.answer(None)
    [event] = events(desk, asked.GENERATED)
    assert isinstance(event.body, Practised)
    assert event.body.instance is not None
    assert event.body.instance["difficulty"] == 3


def test_there_are_fewer_questions_than_were_asked_for(desk: Desk) -> None:
    session = open_quiz(desk.collection, wishes(number=20))
    step = session.start()
    assert step.number == 6
    assert step.message == "6 of 20 asked for: no more fit"
    assert session.start().message == ""


def test_every_intent_has_its_turn(desk: Desk) -> None:
    session, step = quiz(desk)
    for intent in (session.next, session.resume, session.void, session.pause):
        with pytest.raises(OutOfTurn):
            intent()
    session.answer(right(step))
    with pytest.raises(OutOfTurn):
        session.answer(right(step))
    session.leave()
    for intent in (session.next, session.undo, session.leave):
        with pytest.raises(OutOfTurn):
            intent()
    fresh = resume_quiz(desk.collection, step.sitting)
    with pytest.raises(OutOfTurn):
        fresh.step()
    with pytest.raises(OutOfTurn):
        fresh.answer(None)


def test_a_step_can_be_shown_again(desk: Desk) -> None:
    session, step = quiz(desk)
    again = session.start()
    assert again.serial > step.serial
    assert again.card == step.card
    assert session.tick().card == step.card


# --- what cannot be asked ---------------------------------------------------------


def test_a_card_that_is_gone_is_taken_out(desk: Desk) -> None:
    session, step = quiz(desk)
    (desk.own / "mine/asked.yaml").write_text(
        "topic: asked\ntitle: Asked\nnotes:\n"
        "  - {id: order, kind: order, question: Order, items: [SYN, SYN and ACK, ACK],"
        " source: x}\n"
        "  - {id: word, front: What is it?, back: A card, source: x}\n",
        "utf-8",
    )
    desk.reopen()
    session, step = resumed(desk, step.sitting)
    assert step.card == asked.ORDER
    assert "question 3 cannot be asked" in step.message
    step = through(session, step)
    assert step.result is not None
    assert step.result.of(Fate.VOIDED) == 4
    assert step.result.row.score == 1
    assert step.result.row.counted == 1


def test_a_generator_that_there_is_not_takes_its_question_out(desk: Desk) -> None:
    desk.write(
        desk.own / "mine/strange.yaml",
        """\
        topic: strange
        title: Strange
        notes:
          - {id: made, kind: generated, title: Made, generator: no.such, source: x}
          - {id: both, kind: basic, front: a, back: b, source: x}
        """,
    )
    desk.reopen()
    made, both = asked.GENERATED.__class__("mine/strange/made#q"), "mine/strange/both"
    session, step = quiz(desk, (made, type(made)(f"{both}#front"), asked.CHOICE))
    assert step.card == asked.CHOICE
    assert "asks no question" in step.message
    step = through(session, step)
    assert step.result is not None
    assert step.result.of(Fate.VOIDED) == 2


def test_a_quiz_of_which_nothing_can_be_asked_is_over(desk: Desk) -> None:
    _, step = quiz(desk, (type(asked.CHOICE)("mine/asked/nobody#q"),))
    assert step.phase is QuizPhase.FINISHED
    assert step.result is not None
    assert step.result.row.score is None
    assert step.result.questions[0].title == "mine/asked/nobody#q"
    assert step.result.review is None


# --- taken back -------------------------------------------------------------------


def test_the_latest_answer_can_be_taken_back(desk: Desk) -> None:
    session, step = quiz(desk)
    assert not step.can_undo
    step = session.answer(wrong(step))
    assert step.can_undo
    step = session.undo()
    assert (step.phase, step.place, step.counted) == (QuizPhase.ASKED, 1, 0)
    assert step.message == "taken back: question 1"
    assert events(desk, asked.CHOICE) == []
    step = through(session, step)
    assert step.result is not None
    assert step.result.row.score == 1
    assert len(events(desk, asked.CHOICE)) == 1


def test_what_was_shown_since_comes_after_it_again(desk: Desk) -> None:
    session, step = quiz(desk, marks_at_once=False, total_s=100.0)
    desk.pass_time(seconds=5)
    session.answer(wrong(step))
    desk.pass_time(seconds=7)
    step = session.undo()
    assert (step.place, step.spent_s) == (1, 5)
    assert step.total_left_s == 100 - 12
    desk.pass_time(seconds=3)
    step = session.answer(right(step))
    assert (step.place, step.spent_s) == (2, 7)
    assert step.total_left_s == 100 - 15


def test_without_an_answer_nothing_is_taken_back(desk: Desk) -> None:
    session, step = quiz(desk)
    with pytest.raises(NothingToUndo):
        session.undo()
    assert session.start().card == step.card


# --- left, and gone on with -------------------------------------------------------


def test_what_was_answered_stays_when_it_is_left(desk: Desk) -> None:
    session, step = quiz(desk)
    session.answer(right(step))
    step = session.leave()
    assert (step.phase, step.question, step.marked) == (QuizPhase.LEFT, None, None)
    assert len(events(desk, asked.CHOICE)) == 1
    step = session.start()
    assert (step.phase, step.place) == (QuizPhase.ASKED, 2)
    step = session.leave()
    session, step = killed(desk, step, days=1)
    assert (step.phase, step.place) == (QuizPhase.ASKED, 2)
    step = through(session, step)
    assert step.result is not None
    assert step.result.row.counted == 5


def test_a_quiz_that_was_given_up_is_scored_by_what_was_put(desk: Desk) -> None:
    session, step = quiz(desk)
    session.answer(right(step))
    session.answer(wrong(session.next()))
    step = session.give_up()
    assert step.phase is QuizPhase.FINISHED
    assert step.result is not None
    assert step.result.row.given_up
    assert step.result.row.score == 0.5
    assert step.result.of(Fate.NOT_REACHED) == 3
    with pytest.raises(OutOfTurn):
        session.give_up()
    with pytest.raises(SittingNotFound, match="it is over"):
        resume_quiz(desk.collection, step.sitting)


def test_a_quiz_can_be_given_up_without_going_on(desk: Desk) -> None:
    session, step = quiz(desk)
    session.answer(right(step))
    session.leave()
    result = give_up_quiz(desk.collection, step.sitting)
    assert result.row.given_up
    assert give_up_quiz(desk.collection, step.sitting).row == result.row
    with desk.collection.store.read() as unit:
        ends = unit.sittings.closed()
    assert isinstance(ends[step.sitting].body, SittingClosed)


def test_a_quiz_that_nobody_began_cannot_be_gone_on_with(desk: Desk) -> None:
    with pytest.raises(SittingNotFound):
        resume_quiz(desk.collection, EventId("0" * 32))
    with desk.collection.store.write(hidden=True) as unit:
        strange = unit.record(SittingOpened("quiz", "quiz", {"questions": 3})).id
    with pytest.raises(SittingNotFound, match="its plan cannot be read"):
        resume_quiz(desk.collection, strange)


def test_a_quiz_of_another_device_is_not_gone_on_with_here(desk: Desk) -> None:
    _, step = quiz(desk)
    desk.collection.close()
    desk.locations.device.unlink()
    desk.reopen()
    with pytest.raises(SittingNotFound, match="another device"):
        resume_quiz(desk.collection, step.sitting)


# --- faults -----------------------------------------------------------------------


def test_an_answer_that_could_not_be_written_can_be_given_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, step = quiz(desk)
    with monkeypatch.context() as patch:
        patch.setattr(desk.collection.store, "write", _locked)
        with pytest.raises(StoreLocked):
            session.answer(right(step))
    assert events(desk, asked.CHOICE) == []
    assert session.start().phase is QuizPhase.ASKED
    assert session.answer(right(step)).phase is QuizPhase.MARKED


def test_an_answer_that_is_on_disk_is_not_written_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, step = quiz(desk, marks_at_once=False)
    response = right(step)
    with monkeypatch.context() as patch:
        patch.setattr(desk.collection.store, "read", _locked)
        with pytest.raises(StoreLocked):
            session.answer(response)
        with pytest.raises(StoreLocked):
            session.answer(response)
    step = session.answer(response)
    assert (step.phase, step.place, step.counted) == (QuizPhase.ASKED, 2, 1)
    assert len(events(desk, asked.CHOICE)) == 1


def _locked(*_: object, **__: object) -> None:
    raise StoreLocked("drill.db")


def test_the_first_of_two_windows_that_answer_counts(desk: Desk) -> None:
    session, step = quiz(desk)
    with other_window(desk) as other:
        theirs = resume_quiz(other, step.sitting)
        theirs.start()
        theirs.answer(wrong(step))
        told = session.answer(right(step))
        assert told.phase is QuizPhase.ASKED
        assert told.place == 2
        assert told.message == "that question was dealt with in another window"
        assert len(events(desk, asked.CHOICE)) == 1
        session.answer(right(told))
        seen = theirs.next()  # it goes on behind what was decided here
        assert seen.place == 3


def test_a_quiz_that_another_window_ended_is_over(desk: Desk) -> None:
    session, step = quiz(desk)
    with other_window(desk) as other:
        give_up_quiz(other, step.sitting)
    step = session.answer(right(step))
    assert step.phase is QuizPhase.FINISHED
    assert step.result is not None
    assert step.result.row.given_up
    assert events(desk, asked.CHOICE) == []
    session, step = quiz(desk)
    session.answer(right(step))
    with other_window(desk) as other:
        give_up_quiz(other, step.sitting)
    assert session.next().phase is QuizPhase.FINISHED


def test_an_answer_cannot_be_taken_back_once_another_window_ended_it(
    desk: Desk,
) -> None:
    session, step = quiz(desk)
    session.answer(right(step))
    with other_window(desk) as other:
        give_up_quiz(other, step.sitting)
    with pytest.raises(NothingToUndo):
        session.undo()


def test_the_same_run_serves_a_section_of_something_larger(desk: Desk) -> None:
    from drill.sessions.selection import Kind
    from drill.sessions.sitting_questions import QuestionRun

    plan = QuestionPlan((PlannedQuestion(asked.CHOICE, 1),))
    with desk.collection.store.write(hidden=True) as unit:
        sitting = unit.record(SittingOpened("phone-screen", "x", plan.document())).id
    for section, response in (("one", None), ("two", Written("x"))):
        run = QuestionRun(
            desk.collection, sitting, plan, section=section, context=Kind.INTERVIEW
        )
        step = run.start()
        assert (step.phase, step.place) == (QuizPhase.ASKED, 1)
        run.answer(response)
        assert run.next().phase is QuizPhase.FINISHED
        assert run.progress.counted == 1
    [first, second] = events(desk, asked.CHOICE)
    for event, section in ((first, "one"), (second, "two")):
        assert isinstance(event.body, Practised)
        assert event.body.context == "interview"
        assert event.body.instance is not None
        assert event.body.instance["section"] == section
        assert event.body.rating is Rating.AGAIN
