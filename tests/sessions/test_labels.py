"""Spans and days in few words."""

from __future__ import annotations

from datetime import date

import pytest

from drill.clock import day_of
from drill.ids import StudyDay, TopicId
from drill.sessions.labels import (
    date_label,
    due_label,
    interval_label,
    plural,
    step_label,
)
from drill.sessions.shown import title_of


@pytest.mark.parametrize(
    ("seconds", "label"),
    [
        (0, "1 s"),
        (1, "1 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (90, "2 min"),
        (600, "10 min"),
        (3_569, "59 min"),
        (3_580, "1 h"),
        (3_600, "1 h"),
        (5_400, "1.5 h"),
        (18_000, "5 h"),
        (86_399, "24 h"),
    ],
)
def test_a_step_is_seconds_minutes_or_hours(seconds: float, label: str) -> None:
    assert step_label(seconds) == label


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (2, "2 days"),
        (30, "30 days"),
        (31, "1.0 months"),
        (64, "2.1 months"),
        (365, "12.0 months"),
        (366, "1.0 years"),
        (511, "1.4 years"),
        (36_500, "99.9 years"),
    ],
)
def test_an_interval_is_days_months_or_years(days: int, label: str) -> None:
    assert interval_label(days) == label


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (-400, "1.1 years ago"),
        (-1, "1 day ago"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (64, "in 2.1 months"),
    ],
)
def test_a_due_day_is_told_from_today(days: int, label: str) -> None:
    assert due_label(StudyDay(20_000 + days), StudyDay(20_000)) == label


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 11, 20), "Fri 20 Nov"),
        (date(2026, 1, 1), "Thu 1 Jan"),
        (date(2024, 2, 29), "Thu 29 Feb"),
        (date(2026, 12, 31), "Thu 31 Dec"),
    ],
)
def test_a_day_has_its_english_name_whatever_the_locale(day: date, label: str) -> None:
    assert date_label(day_of(day)) == label


def test_one_is_one_and_the_rest_are_many() -> None:
    assert [plural(count, "card") for count in (0, 1, 2, 1_200)] == [
        "0 cards", "1 card", "2 cards", "1,200 cards",
    ]  # fmt: skip


def test_a_card_that_stands_nowhere_has_no_title() -> None:
    assert title_of(None) == ""
    assert title_of(TopicId("networks/tcp")) == "networks › tcp"
