"""Spans and days in the few words that a button or a column has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.clock import date_of

if TYPE_CHECKING:
    from drill.ids import StudyDay

MINUTE_S = 60
MINUTES_AN_HOUR = 60
HOUR_S = 3_600
DAYS_A_MONTH = 30.44
"""Mean length of a month, for labels only."""
DAYS_A_YEAR = 365.25
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
"""English by our own table: `strftime` follows the machine's locale."""


def step_label(seconds: float) -> str:
    """A learning step: `30 s`, `10 min`, `5 h`, `1.5 h`."""
    whole = max(1, round(seconds))
    if whole < MINUTE_S:
        return f"{whole} s"
    minutes = round(whole / MINUTE_S)
    if minutes < MINUTES_AN_HOUR:
        return f"{minutes} min"
    return f"{round(whole / HOUR_S, 1):g} h"


def interval_label(days: int) -> str:
    """An interval: `1 day`, `14 days`, `2.1 months`, `1.4 years`."""
    if days == 1:
        return "1 day"
    if days < DAYS_A_MONTH:
        return f"{days} days"
    if days < DAYS_A_YEAR:
        return f"{days / DAYS_A_MONTH:.1f} months"
    return f"{days / DAYS_A_YEAR:.1f} years"


def date_label(day: StudyDay) -> str:
    """A study day by name: `Fri 20 Nov`."""
    local = date_of(day)
    return f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"


def short_date(day: StudyDay) -> str:
    """A study day within a year: `14 Dec`."""
    local = date_of(day)
    return f"{local.day} {MONTHS[local.month - 1]}"


def due_label(due: StudyDay, today: StudyDay) -> str:
    """When a card comes up: `today`, `tomorrow`, `in 14 days`, `3 days ago`."""
    days = due - today
    if days == 0:
        return "today"
    if days == 1:
        return "tomorrow"
    if days > 0:
        return f"in {interval_label(days)}"
    return f"{interval_label(-days)} ago"


def plural(count: int, noun: str, many: str = "") -> str:
    """`1 card`, `12 cards`."""
    return f"{count:,} {named(count, noun, many)}"


def named(count: int, noun: str, many: str = "") -> str:
    """The noun for so many: `card`, `cards`.

    Args:
        count: how many there are.
        noun: for one.
        many: for all other counts; empty: the noun with an `s`.
    """
    return noun if count == 1 else many or f"{noun}s"
