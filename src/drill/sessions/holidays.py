"""Holidays, which empty their days, and a backlog that is dealt out over some days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.errors import ScheduleError
from drill.events import HolidayDeclared, Spread
from drill.ids import StudyDay
from drill.sessions.labels import date_label, plural
from drill.sessions.steps import Changed, Holiday
from drill.srs import spread
from drill.srs.schedule import Reviewing

if TYPE_CHECKING:
    from collections.abc import Collection as Some
    from collections.abc import Iterable

    from drill.sessions.collection import Collection
    from drill.store.card_rows import StoredCard
    from drill.store.units import ReadUnit

LONGEST_DAYS = 366
"""Of a holiday: longer than a year is a pause of another kind."""
ALL = 10_000_000
"""More cards than a learner has."""


def holidays(collection: Collection) -> tuple[Holiday, ...]:
    """Every declared holiday, earliest first, those that are over too."""
    today = collection.today
    with collection.store.read() as unit:
        declared = unit.holidays
    return tuple(
        Holiday(first, last, span_label(first, last), is_over=last < today)
        for first, last in declared
    )


def declare_holiday(collection: Collection, first: StudyDay, last: StudyDay) -> Changed:
    """Take study days off: cards that come due in them move, as one operation.

    Args:
        collection: the learner's.
        first: the first day off.
        last: the last one, today or later; a year after the first at most.

    Raises:
        ScheduleError: days in the wrong order, over, or too many.
    """
    _check_span(collection.today, first, last)
    label = span_label(first, last)
    with collection.store.write(f"holiday {label}") as unit:
        if (first, last) in unit.holidays:
            return Changed(f"{label} is a holiday already", 0, can_undo=False)
        unit.record(HolidayDeclared(first, last))
        moved = _emptied(unit, collection.today, first, last)
        for card, due in moved:
            unit.record(Spread(card, due))
    message = f"holiday {label}, {plural(len(moved), 'card')} moved"
    return Changed(message, len(moved))


def lift_holiday(collection: Collection, first: StudyDay, last: StudyDay) -> Changed:
    """Take a holiday back; cards that were moved out of it stay where they are."""
    label = span_label(first, last)
    with collection.store.write(f"no holiday {label}") as unit:
        if (first, last) not in unit.holidays:
            return Changed(f"{label} is no holiday", 0, can_undo=False)
        unit.record(HolidayDeclared(first, last, declared=False))
    return Changed(f"no holiday {label}", 1)


def spread_backlog(collection: Collection, days: int) -> Changed:
    """Deal the backlog of the studied decks out over study days, today the first.

    Args:
        collection: the learner's.
        days: over how many, 1 to 365; holidays among them get no card.

    Raises:
        ScheduleError: too few or too many days, or holidays alone.
    """
    today = collection.today
    with collection.store.write(f"spread over {plural(days, 'day')}") as unit:
        late = unit.cards.due_reviews(
            today, order="due", limit=ALL, decks=collection.chosen, today=False
        )
        load = _load(unit, today, days, collection.chosen)
        moved = spread.spread_backlog(_reviews(late), today, days, load, unit.holidays)
        for card, due in moved:
            unit.record(Spread(card, due))
    if not moved:
        return Changed("no backlog", 0, can_undo=False)
    what = plural(len(moved), "card")
    return Changed(f"{what} spread over {plural(days, 'day')}", len(moved))


def span_label(first: StudyDay, last: StudyDay) -> str:
    """`Mon 9 Mar to Fri 13 Mar`, or the one day."""
    if first == last:
        return date_label(first)
    return f"{date_label(first)} to {date_label(last)}"


def _check_span(today: StudyDay, first: StudyDay, last: StudyDay) -> None:
    if not max(first, today) <= last < first + LONGEST_DAYS:
        expected = f"a day from {max(first, today)} to {first + LONGEST_DAYS - 1}"
        raise ScheduleError("last", last, expected)


def _emptied(
    unit: ReadUnit, today: StudyDay, first: StudyDay, last: StudyDay
) -> list[spread.Assignment]:
    """New due days for what comes due in a holiday that was just declared."""
    start = max(first, today)
    before = StudyDay(start - 1)
    due = unit.cards.ahead(before, last - before, limit=ALL)
    reach = last - today + spread.MAX_REACH_DAYS
    load = _load(unit, today, reach, None)
    return spread.empty_holidays(_reviews(due), today, unit.holidays, load)


def _load(
    unit: ReadUnit, today: StudyDay, days: int, decks: Some[str] | None
) -> dict[StudyDay, int]:
    """How many reviews are due on each study day from today on, without backlog."""
    coming = unit.cards.forecast(today, days, decks)
    counts = (unit.cards.count_due(today, decks).review, *coming)
    return {StudyDay(today + after): count for after, count in enumerate(counts)}


def _reviews(cards: Iterable[StoredCard]) -> list[spread.DueReview]:
    return [
        spread.DueReview(
            card.card,
            state.due,
            state.memory.stability,
            state.last_day,
            state.interval_days,
        )
        for card in cards
        if isinstance(state := card.schedule.state, Reviewing)
    ]
