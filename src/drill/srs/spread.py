"""New due days that even out a backlog, or that empty a holiday.

Both return assignments, which the journal records: a card and its new due day.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heapreplace
from typing import TYPE_CHECKING, NamedTuple

from drill.errors import ScheduleError
from drill.ids import CardId, StudyDay
from drill.srs.holidays import day_after, day_before, is_holiday

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drill.srs.holidays import Holidays

MAX_SPREAD_DAYS = 365
MAX_REACH_DAYS = 30
"""How far from a long holiday its cards are put, on either side."""
EARLY_SHARE = 0.25
"""How much of its interval a card may lose to come before a holiday."""


class Assignment(NamedTuple):
    """A card's new due day."""

    card: CardId
    due: StudyDay


@dataclass(frozen=True, slots=True)
class DueReview:
    """A reviewing card that may get another due day."""

    card: CardId
    due: StudyDay
    stability: float
    """Days, > 0."""
    last_day: StudyDay
    interval_days: int


def spread_backlog(
    backlog: Iterable[DueReview],
    first: StudyDay,
    days: int,
    load: Mapping[StudyDay, int],
    holidays: Holidays = (),
) -> list[Assignment]:
    """Late cards dealt out over the study days from `first` on.

    Each day gets as many as even out what is due then already (`load`, the backlog left
    out), holidays none. The cards that are still best known come first: waiting
    costs them most, those that are nearly forgotten little.

    Raises:
        ScheduleError: `days` outside 1 to 365, or no day left outside the holidays.
    """
    if not 1 <= days <= MAX_SPREAD_DAYS:
        raise ScheduleError("days", days, f"1 to {MAX_SPREAD_DAYS}")
    span = [StudyDay(first + offset) for offset in range(days)]
    span = [day for day in span if not is_holiday(day, holidays)]
    if not span:
        raise ScheduleError("days", days, "a day that is no holiday among them")
    # The order of retrievability, when all cards share one decay: elapsed / stability.
    late = sorted(
        backlog, key=lambda each: ((first - each.last_day) / each.stability, each.card)
    )
    places = _even_places(len(late), span, load)
    return [Assignment(each.card, day) for each, day in zip(late, places, strict=True)]


def empty_holidays(
    reviews: Iterable[DueReview],
    today: StudyDay,
    holidays: Holidays,
    load: Mapping[StudyDay, int],
) -> list[Assignment]:
    """New due days for the cards that come due inside a holiday; others are left out.

    A card goes where least is due (`load`), before the holiday when that takes at most
    a quarter of its interval, and never further from it than half its length; among
    equal days to the one nearest its own.
    """
    counts = dict(load)
    moved: list[Assignment] = []
    for each in sorted(reviews, key=lambda review: (review.due, review.card)):
        is_over = day_after(each.due, holidays) <= today  # late by now, no matter why
        if is_over or not is_holiday(each.due, holidays):
            continue
        choices = _days_outside(each, today, holidays)
        day = min(
            choices, key=lambda day: (counts.get(day, 0), abs(day - each.due), day)
        )
        counts[day] = counts.get(day, 0) + 1
        moved.append(Assignment(each.card, day))
    return moved


def _even_places(
    cards: int, span: list[StudyDay], load: Mapping[StudyDay, int]
) -> list[StudyDay]:
    """A day for each card, in order, so that the fullest is as empty as can be."""
    heap = [(load.get(day, 0), day) for day in span]
    heapify(heap)
    places: list[StudyDay] = []
    for _ in range(cards):
        count, day = heap[0]
        heapreplace(heap, (count + 1, day))
        places.append(day)
    return sorted(places)


def _days_outside(
    review: DueReview, today: StudyDay, holidays: Holidays
) -> list[StudyDay]:
    before = day_before(review.due, holidays)
    ahead = day_after(review.due, holidays)
    half = (ahead - before) // 2  # of the days in between, rounded up
    reach = min(half, MAX_REACH_DAYS)
    early = int(review.interval_days * EARLY_SHARE)
    back = max(today, review.last_day + 1, review.due - early, before - reach + 1)
    days = [*range(back, before + 1), *range(ahead, ahead + reach)]
    return [StudyDay(day) for day in days if not is_holiday(day, holidays)]
