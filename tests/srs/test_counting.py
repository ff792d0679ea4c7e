from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from drill import events as journal
from drill.ids import StudyDay
from drill.srs.counting import is_counted, is_due
from drill.srs.schedule import Learning, Memory, Relearning, Reviewing, Schedule
from tests.srs.journals import PLAIN, happened, practised, reviewed
from tests.srs.strategies import AT, CARD, START

KNOWN = Memory(10.0, 5.0)


def due_in(days: int) -> Schedule:
    """A reviewing card that is due so many days after `START`."""
    due = StudyDay(START + days)
    return Schedule(Reviewing(KNOWN, 10, due, StudyDay(START - 10)))


def step_in(seconds: int | None, days: int = 0) -> Schedule:
    """A learning card whose step ends so many seconds after nine, or that day."""
    due_at = None if seconds is None else AT + timedelta(seconds=seconds)
    return Schedule(Learning(KNOWN, 0, StudyDay(START + days), due_at, START))


def answered_today(schedule: Schedule) -> Schedule:
    return replace(schedule, last_answer_day=START)


@pytest.mark.parametrize(
    ("schedule", "ahead_s", "expected"),
    [
        (Schedule(), 0, False),  # a new card is never due
        (due_in(0), 0, True),
        (due_in(-30), 0, True),
        (due_in(1), 86_400, False),  # ahead is for learning steps alone
        (step_in(0), 0, True),
        (step_in(-1), 0, True),
        (step_in(1), 0, False),
        (step_in(1_200), 1_200, True),
        (step_in(1_201), 1_200, False),
        (step_in(None), 0, True),  # a day step, due all day
        (step_in(None, days=1), 1_200, False),
        (step_in(-90_000, days=-2), 0, True),  # of an earlier study day
        (step_in(-1, days=1), 0, True),  # its instant has come, wherever one travelled
        (step_in(60, days=-1), 0, False),  # or not yet
    ],
)
def test_a_card_is_due_from_its_day_or_instant_on(
    schedule: Schedule, ahead_s: int, *, expected: bool
) -> None:
    assert is_due(schedule, START, AT, ahead_s) is expected


def test_a_step_is_not_due_early_unless_that_is_asked_for() -> None:
    assert not is_due(step_in(1), START, AT)


def test_relearning_cards_are_due_like_learning_ones() -> None:
    state = Relearning(KNOWN, 0, START, AT + timedelta(seconds=5), START, 10)
    assert not is_due(Schedule(state), START, AT)
    assert is_due(Schedule(state), START, AT + timedelta(seconds=5))


@pytest.mark.parametrize(
    ("schedule", "body", "expected"),
    [
        # In a review
        (Schedule(), reviewed(3), True),  # a new card is introduced
        (answered_today(Schedule()), reviewed(3), True),  # reset this morning
        (due_in(0), reviewed(3), True),
        (answered_today(due_in(0)), reviewed(3), True),  # forgotten in a quiz before
        (due_in(1), reviewed(3), False),  # answered on another machine meanwhile
        (step_in(1_200), reviewed(3), True),  # learn ahead: twenty minutes
        (step_in(1_201), reviewed(3), False),
        (answered_today(step_in(0)), reviewed(1), True),
        (due_in(5), reviewed(3, planned=True), True),
        (answered_today(due_in(5)), reviewed(3, planned=True), False),
        # Outside a review
        (Schedule(), practised(3), False),  # a new card is not due
        (Schedule(), practised(3, planned=True), True),
        (due_in(0), practised(3), True),
        (due_in(-9), practised(1), True),
        (answered_today(due_in(0)), practised(3), False),
        (due_in(1), practised(3), False),
        (due_in(1), practised(1), False),  # it becomes due; that is no review
        (due_in(1), practised(3, planned=True), True),
        (answered_today(due_in(1)), practised(3, planned=True), False),
        (step_in(60), practised(3), False),  # no learn-ahead outside a review
        (step_in(0), practised(3), True),
        # No answers
        (due_in(0), journal.Reset(CARD), False),
        (due_in(0), journal.Flagged(CARD, 1), False),
    ],
)
def test_an_answer_counts_when_the_card_was_due_or_chosen(
    schedule: Schedule, body: journal.Body, *, expected: bool
) -> None:
    assert is_counted(schedule, happened(body), PLAIN) is expected
