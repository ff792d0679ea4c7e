"""Days as one types them."""

from __future__ import annotations

from datetime import date

import pytest

from drill.clock import day_of
from drill.ids import StudyDay
from drill.tui.day_words import read_day, read_span, say_day, say_span
from drill.tui.readings import whole_number

FRIDAY = day_of(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", 0),
        (" Tomorrow ", 1),
        ("+3", 3),
        ("3", 3),
        ("+2w", 14),
        ("10 days", 10),
        ("fri", 7),  # never today: that has a word of its own
        ("monday", 3),
        ("2026-12-01", 11),
        ("1 dec", 11),
        ("1. December 2026", 11),
        ("19 nov", 364),  # the next there is
    ],
)
def test_a_day_is_understood(text: str, days: int) -> None:
    assert read_day(text, FRIDAY) == FRIDAY + days


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-11-19", "31 feb", "+99999", "2026-13-01", "1 foo"]
)
def test_what_is_no_day_to_come_is_none(text: str) -> None:
    assert read_day(text, FRIDAY) is None
    assert not say_day(text, FRIDAY).is_good


def test_the_29th_of_february_is_that_of_a_leap_year() -> None:
    assert read_day("29 feb", FRIDAY) == day_of(date(2028, 2, 29))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("fri to +9", 7, 16),
        ("24 dec to 1 jan", 34, 42),
        ("+1 .. +2", 1, 3),
        ("tomorrow", 1, 1),
    ],
)
def test_a_span_ends_after_it_begins(text: str, first: int, last: int) -> None:
    assert read_span(text, FRIDAY) == (FRIDAY + first, FRIDAY + last)
    assert say_span(text, FRIDAY).is_good


@pytest.mark.parametrize("text", ["", "fri to", "fri to sat to sun", "x to y"])
def test_what_is_no_span_is_none(text: str) -> None:
    assert read_span(text, FRIDAY) is None
    assert not say_span(text, FRIDAY).is_good


def test_a_day_is_said_in_full() -> None:
    assert say_day("+14", FRIDAY).words == "Fri 4 Dec 2026, in 14 days"
    assert say_day("today", StudyDay(FRIDAY)).words == "Fri 20 Nov 2026, today"


@pytest.mark.parametrize(
    ("text", "is_good"), [("7", True), ("0", True), ("8", False), ("-1", False),
                          ("", False), ("x", False), ("²", False)],
)  # fmt: skip
def test_a_whole_number_lies_between_its_ends(text: str, is_good: bool) -> None:  # noqa: FBT001 - of a table
    assert whole_number(text, 0, 7, "flag {}").is_good is is_good
