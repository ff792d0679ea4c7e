"""Holidays, and a backlog that is dealt out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.errors import ScheduleError
from drill.events import DueSet
from drill.ids import CardId, StudyDay
from drill.sessions.holidays import (
    declare_holiday,
    holidays,
    lift_holiday,
    span_label,
    spread_backlog,
)
from drill.sessions.undoing import undo
from drill.srs.schedule import Reviewing
from tests.sessions.desk import CARDS, FOLD, TODAY, TTL, WINDOW

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


def day(offset: int) -> StudyDay:
    return StudyDay(TODAY + offset)


def due_of(desk: Desk, card: CardId) -> int:
    state = desk.card(card).schedule.state
    assert isinstance(state, Reviewing)
    return state.due - TODAY


def put_due(desk: Desk, **cards: int) -> None:
    """Learn cards 40 days ago and let them come due on some day from today."""
    by_name = {"window": WINDOW, "ttl": TTL, "fold": FOLD}
    for name in cards:
        desk.learn(by_name[name])
    desk.pass_time(days=40)
    with desk.collection.store.write("due") as unit:
        for name, offset in cards.items():
            unit.record(DueSet(by_name[name], StudyDay(TODAY + 40 + offset)))


def test_cards_due_in_a_holiday_move_out_of_it(desk: Desk) -> None:
    put_due(desk, window=2, ttl=4, fold=9)
    changed = declare_holiday(desk.collection, day(41), day(45))
    assert changed.message == "holiday Sun 12 Apr to Thu 16 Apr, 2 cards moved"
    assert changed.count == 2
    assert not {due_of(desk, WINDOW), due_of(desk, TTL)} & set(range(41, 46))
    assert due_of(desk, FOLD) == 49


def test_a_holiday_with_its_moves_is_one_operation(desk: Desk) -> None:
    put_due(desk, window=2)
    declare_holiday(desk.collection, day(41), day(45))
    assert desk.operations()[0] == "holiday Sun 12 Apr to Thu 16 Apr"
    undo(desk.collection)
    assert due_of(desk, WINDOW) == 42
    assert holidays(desk.collection) == ()


def test_a_holiday_from_today_moves_what_is_due_today(desk: Desk) -> None:
    put_due(desk, window=0)
    declare_holiday(desk.collection, day(40), day(41))
    assert due_of(desk, WINDOW) >= 42


def test_a_holiday_that_began_already_can_be_declared(desk: Desk) -> None:
    put_due(desk, window=1)
    declare_holiday(desk.collection, day(35), day(42))
    assert due_of(desk, WINDOW) >= 43


def test_holidays_are_listed_with_those_that_are_over(desk: Desk) -> None:
    declare_holiday(desk.collection, day(3), day(3))
    declare_holiday(desk.collection, day(1), day(2))
    desk.pass_time(days=3)
    first, second = holidays(desk.collection)
    assert (first.first, first.last, first.is_over) == (day(1), day(2), True)
    assert (second.label, second.is_over) == ("Thu 5 Mar", False)


def test_a_holiday_declared_twice_is_one(desk: Desk) -> None:
    declare_holiday(desk.collection, day(1), day(2))
    again = declare_holiday(desk.collection, day(1), day(2))
    assert again.message == "Tue 3 Mar to Wed 4 Mar is a holiday already"
    assert (again.count, again.can_undo) == (0, False)
    assert len(desk.operations()) == 1


def test_a_lifted_holiday_is_gone_and_cards_stay(desk: Desk) -> None:
    put_due(desk, window=2)
    declare_holiday(desk.collection, day(41), day(45))
    moved = due_of(desk, WINDOW)
    assert lift_holiday(desk.collection, day(41), day(45)).count == 1
    assert holidays(desk.collection) == ()
    assert due_of(desk, WINDOW) == moved
    undo(desk.collection)
    assert len(holidays(desk.collection)) == 1


def test_lifting_what_is_no_holiday_changes_nothing(desk: Desk) -> None:
    changed = lift_holiday(desk.collection, day(1), day(2))
    assert changed.message == "Tue 3 Mar to Wed 4 Mar is no holiday"
    assert not changed.can_undo
    assert desk.operations() == []


@pytest.mark.parametrize(("first", "last"), [(2, 1), (-5, -1), (1, 367)])
def test_a_holiday_has_its_days_in_order_and_ends_within_a_year(
    desk: Desk, first: int, last: int
) -> None:
    with pytest.raises(ScheduleError):
        declare_holiday(desk.collection, day(first), day(last))
    assert holidays(desk.collection) == ()


def test_the_longest_holiday_is_a_leap_year(desk: Desk) -> None:
    declare_holiday(desk.collection, day(1), day(366))
    assert len(holidays(desk.collection)) == 1


def test_a_backlog_is_dealt_out_evenly(desk: Desk) -> None:
    desk.learn(*CARDS)
    desk.pass_time(days=20)
    changed = spread_backlog(desk.collection, 3)
    assert (changed.message, changed.count) == ("9 cards spread over 3 days", 9)
    assert (
        sorted(due_of(desk, card) for card in CARDS) == [20] * 3 + [21] * 3 + [22] * 3
    )
    assert desk.operations()[0] == "spread over 3 days"
    undo(desk.collection)
    assert {due_of(desk, card) for card in CARDS} == {8}


def test_what_is_due_anyway_makes_a_day_fuller(desk: Desk) -> None:
    put_due(desk, window=0, ttl=1, fold=-5)
    spread_backlog(desk.collection, 3)
    assert due_of(desk, FOLD) == 42


def test_only_the_backlog_of_studied_decks_is_dealt_out(desk: Desk) -> None:
    put_due(desk, window=-3, fold=-3)
    desk.collection.change({("study", "decks"): ["mine"]})
    assert spread_backlog(desk.collection, 1).message == "1 card spread over 1 day"
    assert (due_of(desk, WINDOW), due_of(desk, FOLD)) == (37, 40)


def test_without_a_backlog_nothing_is_recorded(desk: Desk) -> None:
    changed = spread_backlog(desk.collection, 5)
    assert (changed.message, changed.can_undo) == ("no backlog", False)
    assert desk.operations() == []


@pytest.mark.parametrize("days", [0, 366])
def test_a_backlog_is_dealt_out_over_a_day_to_a_year(desk: Desk, days: int) -> None:
    with pytest.raises(ScheduleError):
        spread_backlog(desk.collection, days)


def test_a_span_of_one_day_is_that_day() -> None:
    assert span_label(TODAY, TODAY) == "Mon 2 Mar"
