"""What time it is, and which study day that is.

The only module below the front ends that reads the machine's clock. Everything
else is handed a `Clock` and a `Calendar`.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from drill.ids import StudyDay

if TYPE_CHECKING:
    from datetime import tzinfo

EPOCH = date(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
_LONGEST_SKIP_S = 25 * 3_600


class Clock(Protocol):
    """A source of time; sessions are given one and never look elsewhere."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that is never set back, from an arbitrary zero."""
        ...

    def boottime(self) -> float:
        """Seconds on a clock that is never set back and counts sleep of the machine.

        What a countdown runs on: neither a program that is stopped nor a lid that is
        closed halts it.
        """
        ...

    def asleep(self) -> float:
        """Seconds that the machine has slept so far, from an arbitrary zero."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds on a clock that is never set back."""
        return time.monotonic()

    def boottime(self) -> float:
        """Seconds on a clock that is never set back and counts sleep."""
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        if sys.platform == "darwin":  # counts sleep there, unlike Python's monotonic
            return time.clock_gettime(time.CLOCK_MONOTONIC)
        return time.monotonic()  # of Windows: counts sleep

    def asleep(self) -> float:
        """Seconds that the machine has slept so far."""
        return self.boottime() - _awake()


def _awake() -> float:
    """Seconds on a clock that stands while the machine sleeps."""
    if sys.platform != "win32":
        return time.monotonic()
    import ctypes

    ticks = ctypes.c_ulonglong()
    ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
    return ticks.value / 1e7


class FixedClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)
        self._elapsed = 0.0
        self._asleep = 0.0

    def now(self) -> datetime:
        """The instant it was last set to, in UTC."""
        return self._instant

    def monotonic(self) -> float:
        """Seconds by which it was advanced so far; setting back adds none."""
        return self._elapsed

    def boottime(self) -> float:
        """Seconds by which it was advanced or slept so far."""
        return self._elapsed + self._asleep

    def asleep(self) -> float:
        """Seconds that it slept so far."""
        return self._asleep

    def sleep(self, span: timedelta) -> None:
        """Let the machine sleep: time passes, and nothing runs."""
        self._instant += span
        self._asleep += span.total_seconds()

    def advance(self, step: timedelta) -> None:
        """Let time pass; a negative step sets the clock back."""
        self._instant += step
        self._elapsed += max(0.0, step.total_seconds())

    def set(self, instant: datetime) -> None:
        """Jump to an instant, as a clock that is corrected does."""
        self._instant = instant.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns instants into study days where the learner is now."""

    zone: tzinfo | None = None
    """The learner's zone; None is the machine's."""
    rollover_hour: int = 4
    """The hour of the local clock at which a study day begins, 0 to 23."""

    def day(self, instant: datetime) -> StudyDay:
        """The study day that an instant belongs to.

        The local wall clock decides, so days of 23 and 25 hours are days.
        """
        local = instant.astimezone(self.zone)
        day = local.date() if local.hour >= self.rollover_hour else None
        return day_of(day or local.date() - timedelta(days=1))

    def start(self, day: StudyDay) -> datetime:
        """The first instant of a study day, in UTC.

        Where the clock skips the rollover hour, the day begins at the skip.
        """
        local = datetime.combine(
            date_of(day), datetime.min.time().replace(hour=self.rollover_hour)
        )
        aware = local.replace(tzinfo=self.zone) if self.zone else local.astimezone()
        instant = aware.astimezone(UTC)
        if self.day(instant - _MICROSECOND) >= day:
            return self._first_instant(day, instant)
        return instant

    def _first_instant(self, day: StudyDay, latest: datetime) -> datetime:
        """The change of clocks that began a study day before its rollover hour.

        The hour lies inside the time that was skipped, not at its beginning: Samoa
        skipped the whole of 30 December 2011. Changes happen at full seconds.
        """
        early, late = -_LONGEST_SKIP_S, 0
        while late - early > 1:
            middle = (early + late) // 2
            if self.day(latest + timedelta(seconds=middle)) >= day:
                late = middle
            else:
                early = middle
        return latest + timedelta(seconds=late)


def day_of(local: date) -> StudyDay:
    """The study day named by a local date."""
    return StudyDay((local - EPOCH).days)


def date_of(day: StudyDay) -> date:
    """The local date that names a study day."""
    return EPOCH + timedelta(days=day)
