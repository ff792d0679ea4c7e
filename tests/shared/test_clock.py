from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.clock import Calendar, FixedClock, SystemClock, date_of, day_of
from drill.ids import StudyDay

BERLIN = ZoneInfo("Europe/Berlin")
MICROSECOND = timedelta(microseconds=1)

ZONES = [
    ("UTC", date(2024, 2, 27)),  # a leap day
    ("Europe/Berlin", date(2024, 3, 29)),  # 02:00 to 03:00
    ("Europe/Berlin", date(2024, 10, 25)),  # 03:00 to 02:00
    ("America/New_York", date(2024, 3, 8)),
    ("America/New_York", date(2024, 11, 1)),
    ("Australia/Lord_Howe", date(2024, 4, 5)),  # half an hour back
    ("Australia/Lord_Howe", date(2024, 10, 4)),  # half an hour on
    ("Pacific/Apia", date(2011, 12, 28)),  # 30 December never was
    ("America/Sao_Paulo", date(2018, 2, 15)),  # midnight back to 23:00
    ("America/Sao_Paulo", date(2018, 11, 2)),  # midnight to 01:00
    ("Asia/Beirut", date(2024, 3, 29)),  # midnight to 01:00
    ("Asia/Beirut", date(2024, 10, 25)),  # midnight back to 23:00
    ("Africa/Cairo", date(2024, 4, 24)),  # a Friday's midnight to 01:00
    ("Asia/Kolkata", date(2024, 3, 29)),  # half an hour off, no changes
    ("Pacific/Kiritimati", date(2024, 12, 30)),  # 14 hours ahead
    ("Pacific/Marquesas", date(2024, 12, 30)),  # nine and a half hours behind
]
"""Zones, and the date from which on their grid runs, over the change of clocks."""

SKIPPED_DATE = ("Pacific/Apia", date(2011, 12, 30))
"""Of no use to anybody there: it never was."""

REVIEW_HOURS = (0, 1, 3, 4, 12, 23)
DAYS_LATER = range(10)
CLOCK_HOURS = range(0, 24, 2)
ROLLOVER_HOURS = (0, 1, 2, 3, 4, 5, 6, 9, 12, 15, 18, 23)


def local_instant(zone: ZoneInfo, day: date, hour: int) -> datetime:
    """The instant of a wall clock's full hour; a skipped one is moved on."""
    wall = datetime(day.year, day.month, day.day, hour, tzinfo=zone)
    return wall.astimezone(UTC)


def expected_day(zone: ZoneInfo, instant: datetime, rollover_hour: int) -> int:
    """Days from 1970 to the date on the wall clock, set back by the rollover."""
    wall = instant.astimezone(zone).replace(tzinfo=UTC)
    return (
        wall - timedelta(hours=rollover_hour) - datetime(1970, 1, 1, tzinfo=UTC)
    ).days


@pytest.mark.parametrize(("name", "first"), ZONES)
def test_elapsed_days_over_a_grid_ten_times_ankis(name: str, first: date) -> None:
    """6 review hours, 10 days, 12 clock hours, 12 rollover hours: 8,640 a zone."""
    zone = ZoneInfo(name)
    hours = sorted({*REVIEW_HOURS, *CLOCK_HOURS})
    instants = {
        (offset, hour): local_instant(zone, first + timedelta(days=offset), hour)
        for offset, hour in product(DAYS_LATER, hours)
    }
    cases = 0
    for rollover in ROLLOVER_HOURS:
        calendar = Calendar(zone, rollover)
        days = {key: calendar.day(instant) for key, instant in instants.items()}
        expected = {
            key: expected_day(zone, instant, rollover)
            for key, instant in instants.items()
        }
        for review_hour, later, clock_hour in product(
            REVIEW_HOURS, DAYS_LATER, CLOCK_HOURS
        ):
            reviewed, now = (0, review_hour), (later, clock_hour)
            elapsed = days[now] - days[reviewed]
            assert elapsed == expected[now] - expected[reviewed]
            cases += 1
    assert cases == 8_640


@pytest.mark.parametrize(("name", "first"), ZONES)
def test_the_same_hour_so_many_days_later_is_so_many_study_days_later(
    name: str, first: date
) -> None:
    """Whatever the clocks did in between; noon is skipped nowhere."""
    zone = ZoneInfo(name)
    start = local_instant(zone, first, 12)
    for rollover, later in product(ROLLOVER_HOURS, DAYS_LATER):
        if name == "Pacific/Apia" and first + timedelta(days=later) == date(
            2011, 12, 30
        ):
            continue
        now = local_instant(zone, first + timedelta(days=later), 12)
        calendar = Calendar(zone, rollover)
        assert calendar.day(now) - calendar.day(start) == later


@pytest.mark.parametrize(("name", "first"), ZONES)
def test_a_study_day_starts_where_the_one_before_ends(name: str, first: date) -> None:
    zone = ZoneInfo(name)
    for rollover, offset in product(range(24), DAYS_LATER):
        day = day_of(first + timedelta(days=offset))
        calendar = Calendar(zone, rollover)
        start, following = calendar.start(day), calendar.start(StudyDay(day + 1))
        if (name, date_of(day), rollover) == (*SKIPPED_DATE, 0):
            assert start == following  # a day without an instant
            continue
        assert start < following
        assert calendar.day(start) == day
        assert calendar.day(start - MICROSECOND) < day
        assert calendar.day(following - MICROSECOND) == day


@pytest.mark.parametrize(("name", "first"), ZONES)
def test_study_days_never_go_back_while_time_goes_on(name: str, first: date) -> None:
    zone = ZoneInfo(name)
    begin = local_instant(zone, first, 0)
    for rollover in ROLLOVER_HOURS:
        calendar = Calendar(zone, rollover)
        days = [
            calendar.day(begin + timedelta(minutes=15 * quarter))
            for quarter in range(4 * 24 * 9)
        ]
        assert days == sorted(days)


@pytest.mark.parametrize(
    ("wall", "rollover", "day"),
    [
        ((2024, 1, 10, 3, 59, 59), 4, date(2024, 1, 9)),  # a second before the rollover
        ((2024, 1, 10, 4, 0, 0), 4, date(2024, 1, 10)),
        ((2024, 1, 10, 0, 0, 0), 0, date(2024, 1, 10)),  # midnight
        ((2024, 1, 1, 3, 0, 0), 4, date(2023, 12, 31)),  # into the year before
        ((2024, 3, 1, 3, 0, 0), 4, date(2024, 2, 29)),
        ((2024, 1, 10, 22, 59, 59), 23, date(2024, 1, 9)),
    ],
)
def test_a_study_day_begins_at_the_rollover_hour(
    wall: tuple[int, int, int, int, int, int], rollover: int, day: date
) -> None:
    instant = datetime(*wall, tzinfo=BERLIN)
    assert date_of(Calendar(BERLIN, rollover).day(instant)) == day


@pytest.mark.parametrize(
    ("rollover", "utc_hour"),
    [
        (1, 0),  # 01:00 CET
        (2, 1),  # 02:00 is skipped: the day begins at the skip, 03:00 CEST
        (3, 1),  # so does this one
        (4, 2),  # 04:00 CEST
    ],
)
def test_where_the_rollover_is_skipped_the_day_begins_at_the_skip(
    rollover: int, utc_hour: int
) -> None:
    start = Calendar(BERLIN, rollover).start(day_of(date(2024, 3, 31)))
    assert start == datetime(2024, 3, 31, utc_hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2024, 3, 30), 23),  # the night in which clocks go forward ends it
        (date(2024, 10, 26), 25),
        (date(2024, 6, 1), 24),
    ],
)
def test_study_days_have_the_hours_that_the_clocks_give_them(
    day: date, hours: int
) -> None:
    calendar = Calendar(BERLIN)
    start = calendar.start(day_of(day))
    assert calendar.start(StudyDay(day_of(day) + 1)) - start == timedelta(hours=hours)


@pytest.mark.parametrize("rollover", [1, 4, 12, 23])
def test_a_skipped_date_still_lasts_until_the_rollover_of_the_next(
    rollover: int,
) -> None:
    calendar = Calendar(ZoneInfo("Pacific/Apia"), rollover)
    skipped = day_of(SKIPPED_DATE[1])
    start = calendar.start(skipped)
    assert start == datetime(2011, 12, 30, 10, tzinfo=UTC)  # midnight, now the 31st
    length = calendar.start(StudyDay(skipped + 1)) - start
    assert length == timedelta(hours=rollover)


def test_flying_east_brings_the_next_study_day_earlier() -> None:
    evening = datetime(2024, 5, 10, 19, tzinfo=UTC)  # 21:00 in Berlin
    landed = evening + timedelta(hours=3)
    reviewed = Calendar(BERLIN).day(evening)
    assert Calendar(BERLIN).day(landed) == reviewed
    assert Calendar(ZoneInfo("Asia/Tokyo")).day(landed) == reviewed + 1


def test_flying_west_over_the_date_line_repeats_a_study_day() -> None:
    morning = datetime(2024, 5, 10, 20, tzinfo=UTC)  # 08:00 on the 11th in Auckland
    landed = morning + timedelta(hours=9)  # 19:00 on the 10th in Honolulu
    reviewed = Calendar(ZoneInfo("Pacific/Auckland")).day(morning)
    assert Calendar(ZoneInfo("Pacific/Honolulu")).day(landed) == reviewed - 1


def test_without_a_zone_the_machines_own_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        ours, theirs = Calendar(), Calendar(ZoneInfo("America/New_York"))
        for hour in range(0, 24 * 8, 3):
            instant = datetime(2024, 3, 7, tzinfo=UTC) + timedelta(hours=hour)
            assert ours.day(instant) == theirs.day(instant)
            day = theirs.day(instant)
            assert ours.start(day) == theirs.start(day)
    finally:
        monkeypatch.undo()
        time.tzset()


@given(st.dates(date(1, 1, 2), date(9999, 12, 30)))
def test_days_and_dates_name_each_other(local: date) -> None:
    assert date_of(day_of(local)) == local


def test_study_days_count_from_1970() -> None:
    assert day_of(date(1970, 1, 1)) == 0
    assert day_of(date(2024, 10, 4)) == 20_000


def test_a_fixed_clock_moves_only_when_told() -> None:
    instant = datetime(2024, 5, 1, 12, tzinfo=BERLIN)
    clock = FixedClock(instant)
    assert clock.now() == clock.now() == instant
    assert clock.now().tzinfo is UTC
    clock.advance(timedelta(minutes=5))
    assert clock.now() == instant + timedelta(minutes=5)
    assert clock.monotonic() == 300.0


def test_a_clock_that_is_set_back_loses_no_monotonic_time() -> None:
    clock = FixedClock(datetime(2024, 5, 1, tzinfo=UTC))
    clock.advance(timedelta(seconds=90))
    clock.advance(timedelta(hours=-2))
    clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    assert clock.now() == datetime(2020, 1, 1, tzinfo=UTC)
    assert clock.monotonic() == 90.0


def test_a_machine_that_sleeps_gains_time_on_all_clocks_but_the_monotonic_one() -> None:
    instant = datetime(2024, 5, 1, 12, tzinfo=UTC)
    clock = FixedClock(instant)
    clock.advance(timedelta(seconds=30))
    clock.sleep(timedelta(seconds=90))
    assert clock.now() == instant + timedelta(seconds=120)
    assert (clock.monotonic(), clock.boottime(), clock.asleep()) == (30.0, 120.0, 90.0)
    clock.set(instant)
    assert (clock.boottime(), clock.asleep()) == (120.0, 90.0)


def test_the_system_counts_its_sleep_among_the_time_since_its_start() -> None:
    clock = SystemClock()
    assert clock.boottime() <= clock.boottime()
    before = clock.asleep()
    assert clock.asleep() - before == pytest.approx(0, abs=0.5)


def test_the_system_clock_is_aware_and_goes_on() -> None:
    clock = SystemClock()
    first, second = clock.now(), clock.now()
    assert first.tzinfo is UTC
    assert first <= second
    assert clock.monotonic() <= clock.monotonic()
