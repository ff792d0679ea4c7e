"""Moving due days out of declared holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from drill.ids import StudyDay

Holidays: TypeAlias = "tuple[tuple[StudyDay, StudyDay], ...]"
"""First and last day of each, both included; they may touch or overlap."""


def is_holiday(day: int, holidays: Holidays) -> bool:
    """Whether a study day lies in any of them."""
    return any(first <= day <= last for first, last in holidays)


def day_before(day: int, holidays: Holidays) -> int:
    """The latest day outside the holidays that is not after `day`."""
    for first, last in sorted(holidays, reverse=True, key=lambda span: span[1]):
        if first <= day <= last:
            day = first - 1
    return day


def day_after(day: int, holidays: Holidays) -> int:
    """The earliest day outside the holidays that is not before `day`."""
    for first, last in sorted(holidays):
        if first <= day <= last:
            day = last + 1
    return day


def avoided(day: int, holidays: Holidays, earliest: int, latest: int) -> int:
    """A due day moved out of the holidays that it falls into.

    It goes to the day before them unless that is before `earliest`, then to the
    first day after them unless that is after `latest`, and stays where both forbid.
    """
    if not is_holiday(day, holidays):
        return day
    before = day_before(day, holidays)
    if before >= earliest:
        return before
    following = day_after(day, holidays)
    return following if following <= latest else day
