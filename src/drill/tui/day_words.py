"""Days and numbers as one types them: `+3`, `2026-12-01`, `today`. Pure."""

from __future__ import annotations

import re
from datetime import date

from drill.clock import date_of, day_of
from drill.ids import StudyDay
from drill.sessions.labels import WEEKDAYS, date_label, interval_label, plural
from drill.tui.readings import Reading

MOST_DAYS = 36_500
FORMS = "today, tomorrow, +3, +2w, fri, 24 dec or 2026-12-24"
_AHEAD = re.compile(r"\+?(\d{1,5})\s*(d|day|days|w|week|weeks)?")
_NAMED = re.compile(r"(\d{1,2})\.?\s*([a-z]{3})[a-z]*\.?(?:\s+(\d{4}))?")
_SPAN = re.compile(r"\s*(?:\.\.|–|\bto\b|\buntil\b)\s*")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct",
         "nov", "dec"),
        start=1,
    )
}  # fmt: skip
_WEEKDAYS = {name.lower(): number for number, name in enumerate(WEEKDAYS)}


def read_day(text: str, today: StudyDay) -> StudyDay | None:
    """The study day that a text means, from today on; None when it means none.

    Args:
        text: one of `FORMS`; a date without a year is the next one.
        today: the present study day.
    """
    words = text.strip().lower()
    if words in {"today", "tomorrow"}:
        return StudyDay(today + (words == "tomorrow"))
    if found := _AHEAD.fullmatch(words):
        factor = 7 if (found[2] or "").startswith("w") else 1
        return _within(today + int(found[1]) * factor, today)
    if words[:3] in _WEEKDAYS and words.isalpha():
        ahead = (_WEEKDAYS[words[:3]] - date_of(today).weekday() - 1) % 7 + 1
        return StudyDay(today + ahead)
    named = _named(words, today)
    if named is None:
        try:
            named = date.fromisoformat(words)
        except ValueError:
            return None
    return _within(day_of(named), today)


def _named(words: str, today: StudyDay) -> date | None:
    """`24 dec`, the next there is, or of the year that is named."""
    found = _NAMED.fullmatch(words)
    if found is None or found[2] not in _MONTHS:
        return None
    first = int(found[3]) if found[3] else date_of(today).year
    years = [first] if found[3] else range(first, first + 9)
    for year in years:
        try:
            day = date(year, _MONTHS[found[2]], int(found[1]))
        except ValueError:
            continue
        if found[3] or day_of(day) >= today:
            return day
    return None


def _within(day: int, today: StudyDay) -> StudyDay | None:
    return StudyDay(day) if today <= day <= today + MOST_DAYS else None


def read_span(text: str, today: StudyDay) -> tuple[StudyDay, StudyDay] | None:
    """The first and the last day of a span such as `24 dec to 1 jan` or `fri to +10`.

    A single day is a span of one; the last day is counted from the first one.
    """
    parts = _SPAN.split(text.strip())
    if len(parts) > 2:  # noqa: PLR2004 - first and last
        return None
    first = read_day(parts[0], today)
    last = read_day(parts[-1], first) if first is not None else None
    if first is None or last is None:
        return None
    return (first, first) if len(parts) == 1 else (first, last)


def say_day(text: str, today: StudyDay) -> Reading:
    """How a day is understood."""
    day = read_day(text, today)
    if day is None:
        return Reading(f"{FORMS}" if not text else f"no day from today on: {FORMS}",
                       is_good=False)  # fmt: skip
    return Reading(f"{full_date(day)}, {_ahead(day, today)}")


def say_span(text: str, today: StudyDay) -> Reading:
    """How a span of days is understood."""
    span = read_span(text, today)
    if span is None:
        return Reading("such as: fri to +9, or 24 dec to 1 jan", is_good=False)
    first, last = span
    days = plural(last - first + 1, "day")
    return Reading(f"{full_date(first)} to {full_date(last)}: {days}")


def full_date(day: StudyDay) -> str:
    """`Fri 4 Dec 2026`."""
    return f"{date_label(day)} {date_of(day).year}"


def _ahead(day: StudyDay, today: StudyDay) -> str:
    days = day - today
    if not days:
        return "today"
    return "tomorrow" if days == 1 else f"in {interval_label(days)}"
