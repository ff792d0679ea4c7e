"""What an interview adds to the queue of a day, and what its answers do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.events import HolidayDeclared, Reviewed
from drill.ids import CardId, Rating, StudyDay
from drill.sessions.collection import Collection
from drill.sessions.goals import remove_goal, set_goal
from drill.sessions.queued import Class
from drill.sessions.review import ReviewSession
from drill.sessions.selection import Selection
from drill.sessions.steps import Counts, Phase, ReviewStep
from drill.sessions.today import home, to_do
from drill.sessions.waiting import QueueBuilder
from drill.srs.schedule import Reviewing
from tests.sessions.desk import (
    ACKS,
    COMMIT,
    COMMIT_BACK,
    FOLD,
    HANDSHAKE_1,
    HANDSHAKE_2,
    RESOLVER,
    TODAY,
    TTL,
    WINDOW,
    Desk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.sessions.queued import Queue


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path, study={"new_a_day": 0})
    yield found
    found.close()


def goal(desk: Desk, days: int = 2, *scope: str, **more: Any) -> None:
    day = StudyDay(desk.collection.today + days)
    set_goal(desk.collection, day, scope or ("networks",), **more)


def queue(desk: Desk, selection: Selection | None = None) -> Queue:
    with desk.collection.store.read() as unit:
        chosen = selection or Selection()
        return QueueBuilder(desk.collection, unit, chosen).build()


def why(desk: Desk, selection: Selection | None = None) -> dict[CardId, Class]:
    return {each.card: each.why for each in queue(desk, selection).cards}


def begin(desk: Desk, selection: Selection | None = None) -> tuple[ReviewSession, Any]:
    review = ReviewSession(desk.collection, selection or Selection())
    return review, review.start()


def last_review(desk: Desk, card: CardId) -> Reviewed:
    with desk.collection.store.read() as unit:
        body = unit.journal.history(card)[-1].event.body
    assert isinstance(body, Reviewed)
    return body


# --- the queue


def test_without_a_goal_nothing_is_planned(desk: Desk) -> None:
    desk.learn(WINDOW, ACKS)
    desk.pass_time(days=2)
    assert why(desk) == {}


def test_cards_that_are_not_due_come_when_an_interview_asks_for_them(
    desk: Desk,
) -> None:
    desk.learn(WINDOW, FOLD)
    desk.pass_time(days=2)
    goal(desk)
    found = why(desk)
    assert found.pop(WINDOW) is Class.PLANNED
    assert set(found.values()) == {Class.NEW}
    assert FOLD not in found
    counts = home(desk.collection).counts
    assert (counts.planned, counts.review) == (1, 0)
    assert counts.total == 1 + counts.new


def test_a_due_card_stays_a_review(desk: Desk) -> None:
    desk.learn(WINDOW)
    goal(desk, 60)
    desk.pass_time(days=9)
    assert why(desk)[WINDOW] is Class.BACKLOG


def test_new_cards_come_in_beyond_the_limit(desk: Desk) -> None:
    goal(desk, 4)
    assert set(why(desk)) == {WINDOW, HANDSHAKE_1, ACKS}
    goal(desk, 20)
    assert set(why(desk)) == {WINDOW}


def test_new_cards_of_others_keep_to_their_limit(desk: Desk) -> None:
    desk.set(study={"new_a_day": 2})
    desk.reopen()
    goal(desk, 12)
    found = why(desk)
    assert len(found) == 2
    assert WINDOW in found


def test_a_cap_of_a_deck_gives_way_to_its_interview(desk: Desk) -> None:
    desk.set(study={"new_a_day": 9}, decks={"networks": {"new_a_day": 0}})
    desk.reopen()
    assert not any(card.startswith("networks") for card in why(desk))
    goal(desk, 20)
    assert [c for c in why(desk) if c.startswith("networks")] == [WINDOW]


def test_needs_outside_the_goal_hold_nothing_back(desk: Desk) -> None:
    goal(desk, 2, "networks/dns")
    assert set(why(desk)) == {TTL, RESOLVER}
    goal(desk, 2, "networks")
    assert set(why(desk)) == {WINDOW, HANDSHAKE_1, ACKS}  # dns needs tcp


def test_siblings_wait_for_another_day(desk: Desk) -> None:
    desk.learn(HANDSHAKE_1, HANDSHAKE_2)
    desk.pass_time(days=2)
    goal(desk)
    planned = [card for card, each in why(desk).items() if each is Class.PLANNED]
    assert len(planned) == 1


def test_only_what_the_session_is_about_is_planned(desk: Desk) -> None:
    desk.learn(WINDOW, FOLD)
    desk.pass_time(days=2)
    goal(desk, 2, "networks", "mine")
    assert FOLD in why(desk, Selection(scope=("mine",)))
    assert WINDOW not in why(desk, Selection(scope=("mine",)))
    assert WINDOW in why(desk, Selection(scope=("networks/tcp",)))


def test_a_deck_that_is_left_asks_for_nothing(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=2)
    goal(desk)
    desk.collection.change({("study", "decks"): ["mine"]})
    assert why(desk) == {}


def test_on_a_holiday_nothing_is_planned(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=2)
    goal(desk)
    today = desk.collection.today
    with desk.collection.store.write("holiday") as unit:
        unit.record(HolidayDeclared(today, StudyDay(today + 1)))
    assert why(desk) == {}


def test_nothing_is_planned_on_the_day_itself_and_after_it(desk: Desk) -> None:
    desk.learn(WINDOW)
    goal(desk, 3)
    desk.pass_time(days=2)
    assert WINDOW in why(desk)
    desk.pass_time(days=1)
    assert why(desk) == {}
    desk.pass_time(days=1)
    assert why(desk) == {}


def test_the_nearest_interview_chooses_first(desk: Desk) -> None:
    desk.learn(WINDOW, ACKS, FOLD)
    desk.pass_time(days=2)
    goal(desk, 3, "networks", "mine", title="later", minutes=1)
    goal(desk, 2, "networks", title="sooner", minutes=60)
    with desk.collection.store.read() as unit:
        builder = QueueBuilder(desk.collection, unit, Selection())
        sooner, later = builder.planning.asked(("networks", "mine"))
    assert {card.card for card in sooner.reviews} == {WINDOW, ACKS}
    assert {card.card for card in later.reviews} <= {FOLD}


def test_due_cards_without_room_come_last(desk: Desk) -> None:
    desk.learn(WINDOW, ACKS, FOLD)
    desk.pass_time(days=40)
    desk.set(study={"new_cards": "last"})
    desk.reopen()
    goal(desk, 2, "networks/tcp", minutes=1)
    cards = [each.card for each in queue(desk).cards]
    assert set(cards) >= {WINDOW, ACKS, FOLD}
    with desk.collection.store.read() as unit:
        builder = QueueBuilder(desk.collection, unit, Selection())
        [asked] = builder.planning.asked(("networks", "mine"))
    yielding = [card.card for card in asked.yielding]
    assert yielding
    assert set(cards[-len(yielding) :]) == set(yielding)


def test_the_limit_of_reviews_lets_an_interview_in_first(desk: Desk) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=5)
    desk.learn(WINDOW)
    desk.pass_time(days=4)
    desk.set(study={"reviews_a_day": 1})
    desk.reopen()
    assert why(desk) == {FOLD: Class.BACKLOG}
    goal(desk, 2, "networks/tcp")
    reviews = {c: e for c, e in why(desk).items() if e is not Class.NEW}
    assert reviews == {WINDOW: Class.PLANNED}


def test_tomorrow_is_told_with_what_will_be_planned(desk: Desk) -> None:
    desk.learn(WINDOW)
    goal(desk)
    assert home(desk.collection).counts.planned == 0
    with desk.collection.store.read() as unit:
        tomorrow, _ = to_do(desk.collection, unit, StudyDay(TODAY + 1))
    assert tomorrow.planned == 1


# --- answers


def test_an_answer_to_a_planned_card_is_a_review_and_does_what_the_button_says(
    desk: Desk,
) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=2)
    goal(desk, 2, "networks/tcp")
    review, step = begin(desk)
    while step.card != WINDOW:
        review.reveal()
        step = review.rate(Rating.EASY)
    assert step.counts_for_schedule
    assert step.counts.planned == 1
    step = review.reveal()
    promised = step.outcomes[Rating.GOOD - 1]
    review.rate(Rating.GOOD)
    assert last_review(desk, WINDOW).planned
    state = desk.card(WINDOW).schedule.state
    assert isinstance(state, Reviewing)
    assert state.interval_days == promised.interval_days
    assert state.last_day == desk.collection.today
    assert WINDOW not in why(desk)


def test_due_cards_are_no_planned_reviews(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=20)
    goal(desk, 2, "networks/tcp")
    review, step = begin(desk)
    while step.card != WINDOW:
        review.reveal()
        step = review.rate(Rating.EASY)
    review.reveal()
    review.rate(Rating.GOOD)
    assert not last_review(desk, WINDOW).planned


def until(review: ReviewSession, step: ReviewStep, card: CardId) -> ReviewStep:
    while step.card != card:
        assert step.phase is Phase.FRONT
        review.reveal()
        step = review.rate(Rating.EASY)
    return step


def test_undo_brings_a_planned_card_back_as_planned(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=2)
    goal(desk, 2, "networks/tcp")
    review, step = begin(desk)
    until(review, step, WINDOW)
    before = desk.card(WINDOW).schedule
    review.reveal()
    review.rate(Rating.AGAIN)
    step = review.undo()
    assert step.card == WINDOW
    assert step.counts.planned == 1
    assert step.counts_for_schedule
    assert desk.card(WINDOW).schedule == before
    review.reveal()
    review.rate(Rating.GOOD)
    assert last_review(desk, WINDOW).planned


def test_a_forgotten_planned_card_goes_through_its_steps(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=2)
    goal(desk, 2, "networks/tcp")
    review, step = begin(desk)
    until(review, step, WINDOW)
    review.reveal()
    review.rate(Rating.AGAIN)
    desk.pass_time(minutes=11)
    step = until(review, review.start(), WINDOW)
    assert step.state == "relearning"


def test_siblings_of_a_planned_card_are_not_planned_after_it(desk: Desk) -> None:
    desk.learn(COMMIT, COMMIT_BACK)
    desk.pass_time(days=2)
    goal(desk, 2, "mine")
    review, step = begin(desk)
    first = step.card
    assert first in {COMMIT, COMMIT_BACK}
    review.reveal()
    step = review.rate(Rating.EASY)
    assert step.card not in {COMMIT, COMMIT_BACK}
    assert not {COMMIT, COMMIT_BACK} & set(why(desk))


def test_a_goal_taken_away_elsewhere_ends_its_plan(desk: Desk) -> None:
    desk.learn(WINDOW, ACKS)
    desk.pass_time(days=2)
    goal(desk, 2, "networks/tcp")
    review, step = begin(desk)
    assert step.counts.planned == 2
    other = Collection.open(desk.locations, desk.collection.settings, desk.clock)
    remove_goal(other, "interview")
    other.close()
    step = review.start()
    assert step.phase is Phase.FINISHED
    assert step.counts == Counts()


def test_the_room_of_a_day_is_used_up_by_its_answers(desk: Desk) -> None:
    desk.learn(WINDOW, ACKS, HANDSHAKE_1)
    desk.pass_time(days=2)
    goal(desk, 2, "networks/tcp", minutes=2)
    with desk.collection.store.read() as unit:
        planning = QueueBuilder(desk.collection, unit, Selection()).planning
        [before] = planning.asked(("networks",))
    first = before.reviews[0].card
    desk.rate(first, Rating.GOOD, planned=True)
    with desk.collection.store.read() as unit:
        planning = QueueBuilder(desk.collection, unit, Selection()).planning
        [after] = planning.asked(("networks",))
    left = [card.card for card in before.reviews[1:]]
    assert [card.card for card in after.reviews] == left
