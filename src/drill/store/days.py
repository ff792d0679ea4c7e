"""What was done on each study day, from roll-ups kept on write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from drill.ids import StudyDay
from drill.store.schedule_rows import instant
from drill.store.schema import days, decks
from drill.store.tallying import COUNTERS, HOUR_US

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Select

    from drill.store.holidays import Holiday
    from drill.store.link import Link
    from drill.store.shared import Shared


@dataclass(frozen=True, slots=True)
class Done:
    """What was done in a span of time."""

    reviews: int = 0
    """Answers that count for the schedule."""
    practice: int = 0
    """Answers that do not."""
    again: int = 0
    """Of the reviews, as all four ratings."""
    hard: int = 0
    good: int = 0
    easy: int = 0
    introduced: int = 0
    """New cards seen for the first time."""
    due: int = 0
    """Reviews of cards that had an interval."""
    passed: int = 0
    """Those of `due` that were not Again."""
    duration_ms: int = 0
    """Time on cards, at most a minute each."""

    @property
    def answers(self) -> int:
        """Reviews and practice."""
        return self.reviews + self.practice

    @property
    def ratings(self) -> tuple[int, int, int, int]:
        """Again, hard, good, easy."""
        return (self.again, self.hard, self.good, self.easy)

    @property
    def passed_share(self) -> float | None:
        """Share of due reviews that were passed; None without any."""
        return self.passed / self.due if self.due else None


_SUMS = tuple(func.sum(days.c[name]) for name in COUNTERS)
_SPAN = (days.c.day >= bindparam("first"), days.c.day <= bindparam("last"))
_TOTAL = select(*_SUMS).where(*_SPAN)
_BY_DAY = select(days.c.day, *_SUMS).where(*_SPAN).group_by(days.c.day)
_BY_HOUR = select(days.c.hour, *_SUMS).where(*_SPAN).group_by(days.c.hour)
_BY_DECK = (
    select(decks.c.deck_id, *_SUMS)
    .join(decks, decks.c.key == days.c.deck)
    .where(*_SPAN)
    .group_by(decks.c.deck_id)
)
_HEAT = (
    select(days.c.day, func.sum(days.c.reviews + days.c.practice))
    .where(*_SPAN)
    .group_by(days.c.day)
)


def _studied() -> Select[Any]:
    """Days with a review, latest first: each looked up from the one before.

    Reading the index through would cost as much as all roll-ups of a lifetime.
    """
    latest = select(func.max(days.c.day)).where(
        days.c.day <= bindparam("last"), days.c.reviews > 0
    )
    walk = select(latest.scalar_subquery().label("day")).cte("walk", recursive=True)
    earlier = select(func.max(days.c.day)).where(
        days.c.day < walk.c.day, days.c.reviews > 0
    )
    step = select(earlier.scalar_subquery()).where(walk.c.day.is_not(None))
    walk = walk.union_all(step)
    return select(walk.c.day).where(walk.c.day.is_not(None))


_STUDIED = _studied()


class Days:
    """Figures by study day; deck ids limit them to some decks."""

    def __init__(self, link: Link, shared: Shared) -> None:
        self._link = link
        self._shared = shared

    def done(self, first: StudyDay, last: StudyDay | None = None) -> Done:
        """All that was done from one study day to another, both included."""
        row = self._link.first(_TOTAL, _span(first, last))
        return _done(row) if row is not None else Done()

    def by_day(self, first: StudyDay, last: StudyDay) -> dict[StudyDay, Done]:
        """What was done on each study day that had anything."""
        rows = self._link.rows(_BY_DAY, _span(first, last))
        return {StudyDay(row[0]): _done(row[1:]) for row in rows if any(row[1:])}

    def by_hour(self, first: StudyDay, last: StudyDay) -> tuple[int, ...]:
        """Answers by hour of the learner's present clock, 24 numbers."""
        counts = [0] * 24
        for row in self._link.rows(_BY_HOUR, _span(first, last)):
            local = instant(row[0] * HOUR_US).astimezone(self._shared.calendar.zone)
            counts[local.hour] += _done(row[1:]).answers
        return tuple(counts)

    def by_deck(self, first: StudyDay, last: StudyDay | None = None) -> dict[str, Done]:
        """What was done in each deck that had anything."""
        rows = self._link.rows(_BY_DECK, _span(first, last))
        return {row[0]: _done(row[1:]) for row in rows if any(row[1:])}

    def heat(self, day: StudyDay, count: int) -> tuple[int, ...]:
        """Answers on each of the last study days, oldest first, `day` last."""
        first = StudyDay(day - count + 1)
        rows = self._link.rows(_HEAT, _span(first, day))
        answers = {row[0]: row[1] for row in rows}
        return tuple(answers.get(each, 0) for each in range(first, day + 1))

    def retention(
        self, day: StudyDay, count: int = 30, least: int = 20
    ) -> float | None:
        """Share of due reviews passed in the last study days.

        Returns:
            0 to 1, or None when there were fewer than `least` of them.
        """
        done = self.done(StudyDay(day - count + 1), day)
        return done.passed_share if done.due >= least else None

    def streak(self, day: StudyDay, holidays: Iterable[Holiday] = ()) -> int:
        """Study days in a row with a review, up to today or yesterday.

        Days of a holiday neither count nor break the row.
        """
        off = list(holidays)
        count, expected = 0, day
        for studied in self._studied(day):
            while expected > studied and (expected == day or _is_off(expected, off)):
                expected = StudyDay(expected - 1)
            if expected != studied:
                break
            count += 1
            expected = StudyDay(studied - 1)
        return count

    def longest_streak(self, day: StudyDay, holidays: Iterable[Holiday] = ()) -> int:
        """The longest row of study days with a review."""
        off = list(holidays)
        longest = count = 0
        later: StudyDay | None = None
        for studied in self._studied(day):
            gap = range(studied + 1, later) if later is not None else ()
            if not all(_is_off(StudyDay(each), off) for each in gap):
                count = 0
            count += 1
            longest = max(longest, count)
            later = studied
        return longest

    def _studied(self, last: StudyDay) -> Iterable[StudyDay]:
        for row in self._link.stream(_STUDIED, {"last": last}):
            yield StudyDay(row[0])


def _span(first: StudyDay, last: StudyDay | None) -> dict[str, Any]:
    return {"first": first, "last": first if last is None else last}


def _done(sums: Any) -> Done:
    numbers = [number or 0 for number in sums]
    return Done(**dict(zip(COUNTERS, numbers, strict=True)))


def _is_off(day: StudyDay, holidays: Iterable[Holiday]) -> bool:
    return any(first <= day <= last for first, last in holidays)
