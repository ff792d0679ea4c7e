"""Steps and due days against the calendar: the night, changes of clocks, travel."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill import events as journal
from drill.clock import Calendar
from drill.ids import DeviceId, EventId, OperationId, Rating, StudyDay
from drill.srs.counting import is_due
from drill.srs.fold import advance, fold
from drill.srs.outcomes import Context, outcomes
from drill.srs.preset import Preset
from drill.srs.schedule import Learning, Memory, New, Reviewing, Schedule
from tests.srs.strategies import CARD

STEPS = Preset(fuzz=False, learning_steps_s=(60, 600, 3 * 3_600, 20 * 3_600))
PRESETS = {STEPS.id(): STEPS}
KNOWN = Memory(2.3065, 2.1181)

CHANGES = [
    ("Europe/Berlin", date(2024, 3, 30)),
    ("Europe/Berlin", date(2024, 10, 26)),
    ("America/New_York", date(2024, 3, 9)),
    ("Australia/Lord_Howe", date(2024, 10, 5)),
    ("Pacific/Apia", date(2011, 12, 29)),
    ("America/Sao_Paulo", date(2018, 11, 3)),
    ("Asia/Beirut", date(2024, 10, 26)),
    ("Asia/Kolkata", date(2024, 3, 30)),
]


def seconds_left(calendar: Calendar, at: datetime) -> int:
    following = calendar.start(StudyDay(calendar.day(at) + 1))
    return int((following - at).total_seconds())


def answer(
    calendar: Calendar, at: datetime, rating: Rating, number: int = 0
) -> journal.Event:
    """A review as a session records it."""
    body = journal.Reviewed(
        CARD,
        rating,
        STEPS.id(),
        "fsrs-6/6.3.2",
        day_left_s=seconds_left(calendar, at),
    )
    return journal.Event(
        EventId(f"{number:032x}"),
        OperationId(f"{number:032x}"),
        DeviceId("a"),
        number,
        number,
        at,
        calendar.day(at),
        body,
    )


@pytest.mark.parametrize(("name", "first"), CHANGES)
def test_a_step_ends_in_its_study_day_or_waits_for_the_next(
    name: str, first: date
) -> None:
    zone = ZoneInfo(name)
    begin = datetime(first.year, first.month, first.day, tzinfo=zone).astimezone(UTC)
    for rollover, half_hour, step in product((0, 2, 4, 5, 23), range(96), range(4)):
        calendar = Calendar(zone, rollover)
        at = begin + timedelta(minutes=30 * half_hour)
        day = calendar.day(at)
        before = Schedule(Learning(KNOWN, step, day, at, day))
        context = Context(STEPS, day, at, seconds_left(calendar, at), CARD)
        state = outcomes(before, context).hard
        assert isinstance(state, Learning)
        delay = timedelta(seconds=(330, 600, 3 * 3_600, 20 * 3_600)[step])
        if calendar.day(at + delay) == day:
            assert (state.due, state.due_at) == (day, at + delay)
        else:
            assert (state.due, state.due_at) == (day + 1, None)


@pytest.mark.parametrize(("name", "first"), CHANGES)
def test_an_evening_review_is_due_in_the_morning_of_its_day(
    name: str, first: date
) -> None:
    """Whatever the hour of the review, and whatever the clocks did since."""
    calendar = Calendar(ZoneInfo(name))
    begin = datetime(first.year, first.month, first.day, tzinfo=calendar.zone)
    for hour in range(48):
        at = begin.astimezone(UTC) + timedelta(hours=hour)
        schedule = advance(Schedule(), answer(calendar, at, Rating.EASY), PRESETS)
        state = schedule.state
        assert isinstance(state, Reviewing)
        assert state.due - calendar.day(at) == 8
        morning = calendar.start(state.due)
        assert is_due(schedule, calendar.day(morning), morning)
        before = morning - timedelta(seconds=1)
        assert not is_due(schedule, calendar.day(before), before)


travels = st.lists(
    st.tuples(
        st.sampled_from(sorted({name for name, _ in CHANGES} | {"Pacific/Kiritimati"})),
        st.integers(-40, 4_000),  # hours until the next answer; some set the clock back
        st.sampled_from(Rating),
    ),
    min_size=1,
    max_size=12,
)


@given(travels)
def test_no_journey_and_no_clock_loses_an_answer(
    journey: list[tuple[str, int, Rating]],
) -> None:
    at = datetime(2024, 3, 29, 22, tzinfo=UTC)
    events = []
    for number, (name, hours, rating) in enumerate(journey):
        at += timedelta(hours=hours)
        events.append(answer(Calendar(ZoneInfo(name)), at, rating, number))
    schedules = [fold(events[:count], PRESETS) for count in range(len(events) + 1)]
    for event, (before, after) in zip(events, pairwise(schedules), strict=True):
        assert after.last_answer_day == event.day
        assert after.repetitions - before.repetitions in {0, 1}
        if is_due(before, event.day, event.at):
            assert after.repetitions == before.repetitions + 1
            assert not isinstance(after.state, New)
            assert after.state.last_day == event.day
            assert after.state.due >= event.day
