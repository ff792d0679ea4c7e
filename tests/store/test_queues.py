"""Cards to do, in their orders, and how many there are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drill.events import Buried, DueSet, Repositioned, Suspended
from drill.ids import CardId, Rating, StudyDay
from drill.srs import memory
from drill.srs.preset import DEFAULT_PARAMETERS
from drill.srs.schedule import Reviewing
from tests.store.records import ALL, LEADER, PRESET, QUORUM, TERM, TERM_2, Record

if TYPE_CHECKING:
    from drill.store.card_rows import StoredCard


def ids(cards: list[StoredCard]) -> list[CardId]:
    return [card.card for card in cards]


def test_new_cards_come_as_the_deck_orders_them(record: Record) -> None:
    with record.store.read() as unit:
        assert ids(unit.cards.new(record.day)) == list(ALL)
        assert ids(unit.cards.new(record.day, offset=1, limit=2)) == [TERM, TERM_2]
        assert ids(unit.cards.new(record.day, decks=["ds/raft"])) == list(ALL)
        assert ids(unit.cards.new(record.day, decks=["other"])) == []


def test_cards_that_the_learner_placed_come_first(record: Record) -> None:
    record.do(Repositioned(QUORUM, 1), Repositioned(TERM_2, 5))
    with record.store.read() as unit:
        assert ids(unit.cards.new(record.day)) == [QUORUM, TERM_2, LEADER, TERM]


def test_suspended_and_buried_cards_are_in_no_queue(record: Record) -> None:
    record.do(Suspended(LEADER), Buried(TERM, StudyDay(record.day + 1)))
    with record.store.read() as unit:
        assert ids(unit.cards.new(record.day)) == [TERM_2, QUORUM]
        (counts,) = unit.cards.counts(record.day)
        assert (counts.new, counts.cards) == (2, 4)
        (counts,) = unit.cards.counts(StudyDay(record.day + 1))
        assert counts.new == 3


@pytest.fixture
def due(record: Record) -> Record:
    """All four are due: QUORUM today, the others the longer ago the earlier."""
    for late, card in enumerate(reversed(ALL)):
        record.do(DueSet(card, StudyDay(record.day + 9 - late), PRESET.id()))
    record.pass_days(9)
    return record


@pytest.mark.parametrize("order", ["retrievability", "due", "difficulty", "random"])
def test_every_order_has_all_due_cards(due: Record, order: str) -> None:
    with due.store.read() as unit:
        found = unit.cards.due_reviews(due.day, order=order)
    assert set(ids(found)) == set(ALL)


def test_due_cards_come_longest_waiting_first(due: Record) -> None:
    with due.store.read() as unit:
        assert ids(unit.cards.due_reviews(due.day, order="due")) == list(ALL)
        early = unit.cards.due_reviews(due.day, order="due", limit=2)
        assert ids(early) == [LEADER, TERM]
        assert ids(unit.cards.due_reviews(due.day, today=True)) == [QUORUM]
        assert len(unit.cards.due_reviews(due.day, today=False)) == 3
        assert unit.cards.due_reviews(due.day, decks=["other"]) == []


def test_the_best_known_come_first_by_retrievability(record: Record) -> None:
    for card, rating in zip(ALL, (Rating.EASY, *[Rating.GOOD] * 3), strict=True):
        record.rate(card, rating)
        record.clock.advance(timedelta(minutes=11))
        record.rate(card, rating)
        record.pass_days(1)
    record.pass_days(60)
    with record.store.read() as unit:
        found = unit.cards.due_reviews(record.day)
    chances = [
        memory.retrievability(
            state.memory, record.day - state.last_day, DEFAULT_PARAMETERS
        )
        for card in found
        if isinstance(state := card.schedule.state, Reviewing)
    ]
    assert len(chances) == 4
    assert chances == sorted(chances, reverse=True)


def test_learning_cards_come_when_their_step_ends(record: Record) -> None:
    record.rate(LEADER)
    now = record.clock.now()
    with record.store.read() as unit:
        assert unit.cards.learning(now, record.day) == []
        soon = now + timedelta(minutes=20)
        assert ids(unit.cards.learning(soon, record.day)) == [LEADER]
        assert unit.cards.learning(soon, record.day, decks=["other"]) == []
        assert unit.cards.count_due(record.day).learning == 1


def test_ahead_are_the_cards_of_the_next_days(due: Record) -> None:
    day = StudyDay(due.day - 9)
    with due.store.read() as unit:
        assert ids(unit.cards.ahead(day, 7)) == [LEADER, TERM]
        assert ids(unit.cards.ahead(day, 9, limit=1)) == [LEADER]


def test_forgotten_are_the_cards_answered_again(record: Record) -> None:
    record.learn(LEADER)
    record.learn(QUORUM)
    record.pass_days(5)
    record.rate(LEADER, Rating.AGAIN)
    day = record.day
    record.pass_days(1)
    with record.store.read() as unit:
        assert ids(unit.cards.forgotten(day)) == [LEADER]
        assert unit.cards.forgotten(record.day) == []
        assert ids(unit.cards.forgotten(record.day, 2)) == [LEADER]
    record.undo()
    with record.store.read() as unit:
        assert unit.cards.forgotten(day) == []


def test_counts_tell_today_from_the_backlog(due: Record) -> None:
    with due.store.read() as unit:
        (topic,) = unit.cards.counts(due.day)
        total = unit.cards.count_due(due.day)
        assert unit.cards.count_due(due.day, ["other"]).backlog == 0
    assert (topic.due, topic.backlog, topic.new, topic.known) == (1, 3, 0, 4)
    assert (total.review, total.backlog) == (1, 3)
    assert total.oldest == due.day - 3


def test_the_forecast_begins_tomorrow(due: Record) -> None:
    with due.store.read() as unit:
        day = StudyDay(due.day - 9)
        assert unit.cards.forecast(day, 10) == (0, 0, 0, 0, 0, 1, 1, 1, 1, 0)
        assert sum(unit.cards.forecast(day, 10, ["other"])) == 0


def test_states_are_counted_suspended_ones_apart(record: Record) -> None:
    record.learn(LEADER)
    record.rate(TERM)
    record.do(Suspended(QUORUM))
    with record.store.read() as unit:
        assert unit.cards.states() == {
            "suspended": 1,
            "new": 1,
            "learning": 1,
            "reviewing": 1,
            "relearning": 0,
        }


def test_figures_of_study_days(record: Record) -> None:
    record.learn(LEADER)
    first = record.day
    record.pass_days(1)
    record.learn(TERM)
    record.pass_days(2)
    record.rate(LEADER, Rating.AGAIN)
    record.rate(TERM, Rating.EASY)
    with record.store.read() as unit:
        days = unit.days
        done = days.done(record.day)
        assert (done.due, done.passed, done.passed_share) == (2, 1, 0.5)
        assert done.ratings == (1, 0, 0, 1)
        assert done.duration_ms == 10_000
        assert days.done(first, record.day).introduced == 2
        assert set(days.by_day(first, record.day)) == {first, first + 1, record.day}
        assert days.heat(record.day, 5) == (0, 2, 2, 0, 2)
        assert sum(days.by_hour(first, record.day)) == 6
        assert days.retention(record.day) is None
        assert days.retention(record.day, least=2) == 0.5
        assert days.by_deck(first)["ds"].answers == 2
        assert days.streak(record.day) == 1
        assert days.streak(StudyDay(first + 1)) == 2
        assert days.streak(StudyDay(first + 2)) == 2
        assert days.streak(StudyDay(first + 3), [(StudyDay(first + 2),) * 2]) == 3
        assert days.longest_streak(record.day) == 2
        assert days.longest_streak(record.day, [(StudyDay(first + 2),) * 2]) == 3
        assert days.streak(StudyDay(0)) == 0
