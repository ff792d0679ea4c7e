"""Figures over a span of study days."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.ids import Rating, StudyDay
from drill.sessions import acting
from drill.sessions.holidays import declare_holiday
from drill.sessions.progress import LONGEST_DAYS, statistics
from drill.sessions.standing import retrievability_now
from drill.sessions.undoing import undo
from drill.srs.memory import retrievability
from drill.srs.preset import DEFAULT_PARAMETERS
from drill.srs.schedule import Memory
from drill.store.tallies import FADING_STEP
from tests.sessions.desk import ACKS, CARDS, COMMIT, FOLD, TODAY, TTL, WINDOW

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


def test_a_new_learner_has_done_nothing(desk: Desk) -> None:
    found = statistics(desk.collection, 7)
    assert (found.days, found.reviews, found.practice, found.minutes) == (7, 0, 0, 0)
    assert found.by_day == (0,) * 7
    assert found.by_hour == (0,) * 24
    assert (found.passed_share, found.mean_retrievability) == (None, None)
    assert (found.streak_days, found.longest_streak_days) == (0, 0)
    assert found.states["new"] == 9


def test_what_was_done_is_counted_by_day_and_by_hour(desk: Desk) -> None:
    desk.rate(WINDOW, Rating.EASY, duration_ms=30_000)
    desk.rate(TTL, Rating.AGAIN, duration_ms=15_000)
    desk.practise(WINDOW)
    desk.pass_time(days=8, hours=2)
    desk.rate(WINDOW, Rating.GOOD, duration_ms=15_000)
    found = statistics(desk.collection, 10)
    assert (found.reviews, found.practice) == (3, 1)
    assert found.minutes == pytest.approx(65 / 60)
    assert found.ratings == (1, 0, 1, 1)
    assert found.by_day == (0, 2, 0, 0, 0, 0, 0, 0, 0, 1)
    assert found.minutes_by_day[1] == pytest.approx(50 / 60)
    assert {hour: count for hour, count in enumerate(found.by_hour) if count} == {
        9: 3,
        11: 1,
    }
    assert found.passed_share == 1.0


def test_hours_are_those_of_the_learners_clock(desk: Desk) -> None:
    desk.collection.change({("study", "zone"): "Asia/Kolkata"})
    desk.rate(WINDOW)
    assert statistics(desk.collection).by_hour[14] == 1  # 9:00 in UTC is 14:30


def test_days_before_the_span_are_left_out(desk: Desk) -> None:
    desk.rate(WINDOW)
    desk.pass_time(days=7)
    assert statistics(desk.collection, 7).reviews == 0
    assert statistics(desk.collection, 8).reviews == 1


def test_what_was_taken_back_does_not_count(desk: Desk) -> None:
    desk.rate(WINDOW)
    undo(desk.collection)
    assert statistics(desk.collection).reviews == 0


@pytest.mark.parametrize(("days", "span"), [(0, 1), (-3, 1), (10**9, LONGEST_DAYS)])
def test_a_span_is_a_day_to_a_hundred_years(desk: Desk, days: int, span: int) -> None:
    found = statistics(desk.collection, days)
    assert (found.days, len(found.by_day)) == (span, span)


def test_a_holiday_does_not_break_a_streak(desk: Desk) -> None:
    declare_holiday(desk.collection, StudyDay(TODAY + 2), StudyDay(TODAY + 4))
    for days in (0, 1, 4, 1):  # Monday, Tuesday, Saturday, Sunday
        desk.pass_time(days=days)
        desk.rate(COMMIT, Rating.AGAIN)
    found = statistics(desk.collection)
    assert (found.streak_days, found.longest_streak_days) == (4, 4)
    desk.pass_time(days=2)
    found = statistics(desk.collection)
    assert (found.streak_days, found.longest_streak_days) == (0, 4)


def test_cards_are_counted_by_state(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.rate(TTL, Rating.GOOD)
    acting.suspend(desk.collection, [FOLD])
    assert statistics(desk.collection).states == {
        "suspended": 1,
        "new": 6,
        "learning": 1,
        "reviewing": 1,
        "relearning": 0,
    }


def test_the_forecast_begins_tomorrow(desk: Desk) -> None:
    desk.learn(WINDOW, TTL)
    forecast = statistics(desk.collection).forecast
    assert len(forecast) == 30
    assert {day: count for day, count in enumerate(forecast, 1) if count} == {8: 2}


@pytest.mark.parametrize("days", [0, 1, 3, 30, 400])
def test_the_mean_retrievability_is_that_of_the_cards(desk: Desk, days: int) -> None:
    desk.learn(WINDOW, FOLD)
    desk.pass_time(days=1)
    desk.rate(ACKS, Rating.HARD)
    desk.rate(TTL, Rating.AGAIN)
    desk.pass_time(days=days)
    collection = desk.collection
    chances = [
        retrievability_now(
            desk.card(card).schedule, collection.today, collection.preset_of("mine")
        )
        for card in CARDS
    ]
    known = [chance for chance in chances if chance is not None]
    assert len(known) == 4
    mean = statistics(collection).mean_retrievability
    assert mean == pytest.approx(sum(known) / 4, abs=0.002)


def test_each_deck_fades_along_its_own_curve(desk: Desk) -> None:
    parameters = [*DEFAULT_PARAMETERS[:20], 0.5]
    desk.collection.change(
        {
            ("presets", "steep", "parameters"): parameters,
            ("decks", "mine", "preset"): "steep",
        }
    )
    desk.learn(FOLD)
    desk.pass_time(days=30)
    mean = statistics(desk.collection).mean_retrievability
    flat = retrievability(Memory(8.2956, 5.0), 30, DEFAULT_PARAMETERS)
    steep = retrievability(Memory(8.2956, 5.0), 30, tuple(parameters))
    assert mean == pytest.approx(steep, abs=0.002)
    assert abs(flat - steep) > 0.05


@given(st.floats(0, 1e6))
def test_within_a_step_of_fading_retrievability_hardly_differs(ratio: float) -> None:
    memory = Memory(1.0, 5.0)
    one = retrievability(memory, ratio, DEFAULT_PARAMETERS)
    other = retrievability(memory, ratio + FADING_STEP, DEFAULT_PARAMETERS)
    assert 0 <= one - other < 0.0025


def test_a_clock_set_back_leaves_retrievability_at_one(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.clock.set(datetime(2026, 2, 1, 9, tzinfo=UTC))
    assert statistics(desk.collection).mean_retrievability == 1.0
