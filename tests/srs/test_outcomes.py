from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from drill.errors import ScheduleError
from drill.ids import CardId, Rating, StudyDay
from drill.srs import memory
from drill.srs.fuzz import fuzz_range
from drill.srs.holidays import day_after, is_holiday
from drill.srs.outcomes import Context, Outcomes, elapsed_days, outcome, outcomes
from drill.srs.preset import DEFAULT_PARAMETERS, Preset
from drill.srs.schedule import (
    Learning,
    Memory,
    New,
    Relearning,
    Reviewing,
    Schedule,
    State,
)
from tests.srs.strategies import AT, CARD, START, contexts, ratings, schedules

PLAIN = Preset(fuzz=False)
NOON_LEFT_S = 16 * 3_600


def context(preset: Preset = PLAIN, **changes: Any) -> Context:
    return replace(Context(preset, START, AT, NOON_LEFT_S, CARD), **changes)


def reviewing(
    stability: float = 10.0,
    difficulty: float = 5.0,
    interval: int = 10,
    last: int = START - 10,
) -> Schedule:
    last_day = StudyDay(last)
    due = StudyDay(last + interval)
    return Schedule(Reviewing(Memory(stability, difficulty), interval, due, last_day))


def learning(step: int = 0, stability: float = 2.3065) -> Schedule:
    return Schedule(Learning(Memory(stability, 5.0), step, START, AT, START))


def relearning(step: int = 0) -> Schedule:
    return Schedule(Relearning(Memory(3.0, 7.0), step, START, AT, START, 40))


def in_brief(state: State) -> tuple[str, int]:
    """A state as a word and a number: seconds of a step, days of anything else."""
    name = type(state).__name__.lower()
    if isinstance(state, New):
        return name, 0
    if isinstance(state, Reviewing):
        return name, state.interval_days
    if state.due_at is not None:
        return name, int((state.due_at - AT).total_seconds())
    return f"{name} days", state.due - START


def all_in_brief(found: Outcomes) -> list[tuple[str, int]]:
    return [in_brief(found.of(rating)) for rating in Rating]


LEFT_10_MIN = {"day_left_s": 600}
STEPS_IN_DAYS = replace(PLAIN, learning_steps_s=(600, 86_400, 3 * 86_400))
NO_STEPS = replace(PLAIN, learning_steps_s=(), relearning_steps_s=())


@pytest.mark.parametrize(
    ("schedule", "preset", "changes", "expected"),
    [
        # A new card: both steps before it, Easy skips them.
        (
            Schedule(),
            PLAIN,
            {},
            [("learning", 60), ("learning", 330), ("learning", 600), ("reviewing", 8)],
        ),
        # On the last step Good graduates: stability 2.3065 stays, two days.
        (
            learning(1),
            PLAIN,
            {},
            [("learning", 60), ("learning", 600), ("reviewing", 2), ("reviewing", 4)],
        ),
        # Ten minutes before the rollover ten minutes are tomorrow, and Easy later.
        (
            Schedule(),
            PLAIN,
            LEFT_10_MIN,
            [
                ("learning", 60),
                ("learning", 330),
                ("learning days", 1),
                ("reviewing", 8),
            ],
        ),
        # One minute before it everything is tomorrow; an interval is still later.
        (
            learning(1, stability=0.5),
            PLAIN,
            {"day_left_s": 60},
            [
                ("learning days", 1),
                ("learning days", 1),
                ("reviewing", 2),
                ("reviewing", 3),
            ],
        ),
        # Steps of whole days are counted in study days.
        (
            learning(1),
            STEPS_IN_DAYS,
            {},
            [
                ("learning", 600),
                ("learning days", 1),
                ("learning days", 3),
                ("reviewing", 4),
            ],
        ),
        # Steps that shrink: a later rating never comes up earlier, Again never later.
        (
            Schedule(),
            replace(PLAIN, learning_steps_s=(600, 60)),
            {},
            [("learning", 330), ("learning", 330), ("learning", 330), ("reviewing", 8)],
        ),
        # Without steps a new card has intervals at once, strictly apart.
        (
            Schedule(),
            NO_STEPS,
            {},
            [("reviewing", 1), ("reviewing", 1), ("reviewing", 2), ("reviewing", 8)],
        ),
        # Parameters that trust a first Again more than a first Hard: cut to Hard.
        (
            Schedule(),
            replace(NO_STEPS, parameters=(50.0, *DEFAULT_PARAMETERS[1:])),
            {},
            [("reviewing", 1), ("reviewing", 1), ("reviewing", 2), ("reviewing", 8)],
        ),
        # A review on its day.
        (
            reviewing(),
            PLAIN,
            {},
            [
                ("relearning", 600),
                ("reviewing", 23),
                ("reviewing", 32),
                ("reviewing", 51),
            ],
        ),
        # A lapse without relearning steps has an interval, too.
        (
            reviewing(),
            NO_STEPS,
            {},
            [
                ("reviewing", 1),
                ("reviewing", 23),
                ("reviewing", 32),
                ("reviewing", 51),
            ],
        ),
        # A relearning step longer than Hard's interval is cut to it.
        (
            reviewing(stability=1.0, interval=1, last=START - 1),
            replace(PLAIN, relearning_steps_s=(30 * 86_400,)),
            {},
            [
                ("relearning days", 3),
                ("reviewing", 3),
                ("reviewing", 4),
                ("reviewing", 7),
            ],
        ),
        # The maximum interval forbids what it must, ties included.
        (
            reviewing(),
            replace(PLAIN, maximum_interval_days=32),
            {},
            [
                ("relearning", 600),
                ("reviewing", 23),
                ("reviewing", 32),
                ("reviewing", 32),
            ],
        ),
        # Steps in days obey it, too.
        (
            learning(1),
            replace(STEPS_IN_DAYS, maximum_interval_days=2),
            {},
            [
                ("learning", 600),
                ("learning days", 1),
                ("learning days", 2),
                ("reviewing", 2),
            ],
        ),
        # A card answered on the same day again: the short-term formula, apart.
        (
            reviewing(last=START),
            PLAIN,
            {},
            [
                ("relearning", 600),
                ("reviewing", 10),
                ("reviewing", 11),
                ("reviewing", 16),
            ],
        ),
        # The clock was set back three days: as if it were the same day.
        (
            reviewing(last=START + 3),
            PLAIN,
            {},
            [
                ("relearning", 600),
                ("reviewing", 10),
                ("reviewing", 11),
                ("reviewing", 16),
            ],
        ),
        # Relearning keeps its own steps.
        (
            relearning(),
            PLAIN,
            {},
            [
                ("relearning", 600),
                ("relearning", 900),
                ("reviewing", 3),
                ("reviewing", 5),
            ],
        ),
        # A step index that the preset no longer has is the last one.
        (
            learning(7),
            PLAIN,
            {},
            [("learning", 60), ("learning", 600), ("reviewing", 2), ("reviewing", 4)],
        ),
    ],
)
def test_outcomes_of_plain_cases(
    schedule: Schedule,
    preset: Preset,
    changes: dict[str, Any],
    expected: list[tuple[str, int]],
) -> None:
    found = outcomes(schedule, context(preset, **changes))
    assert all_in_brief(found) == expected


@given(schedules, contexts)
def test_a_later_rating_never_comes_up_earlier(
    schedule: Schedule, given_context: Context
) -> None:
    found = outcomes(schedule, given_context)
    waits = [wait(found.of(rating), given_context) for rating in Rating]
    assert waits == sorted(waits)


def wait(state: State, given_context: Context) -> tuple[int, timedelta]:
    """How long until a state comes up: study days, then time within this one."""
    assert not isinstance(state, New)
    due_at = None if isinstance(state, Reviewing) else state.due_at
    left = timedelta() if due_at is None else due_at - given_context.at
    return state.due - given_context.day, left


@given(schedules, contexts)
def test_intervals_of_passing_ratings_are_apart_unless_the_maximum_forbids_it(
    schedule: Schedule, given_context: Context
) -> None:
    found = outcomes(schedule, given_context)
    most = given_context.preset.maximum_interval_days
    for lower, higher in ((found.hard, found.good), (found.good, found.easy)):
        if isinstance(higher, Reviewing):
            days = wait(lower, given_context)[0]
            assert days < higher.interval_days or days == most


@given(schedules, contexts)
def test_no_interval_passes_the_maximum_or_is_shorter_than_a_day(
    schedule: Schedule, given_context: Context
) -> None:
    found = outcomes(schedule, given_context)
    for rating in Rating:
        state = found.of(rating)
        assert not isinstance(state, New)
        days = state.due - given_context.day
        assert 0 <= days <= given_context.preset.maximum_interval_days
        assert state.last_day == given_context.day
        if isinstance(state, Reviewing):
            assert state.interval_days == days >= 1


@given(schedules, contexts, ratings)
def test_one_outcome_is_the_one_among_the_four(
    schedule: Schedule, given_context: Context, rating: Rating
) -> None:
    found = outcomes(schedule, given_context)
    assert outcome(schedule, given_context, rating) == found.of(rating)


@given(schedules, contexts)
def test_again_keeps_a_new_card_learning_and_a_known_one_relearning(
    schedule: Schedule, given_context: Context
) -> None:
    again = outcomes(schedule, given_context).again
    is_young = isinstance(schedule.state, New | Learning)
    preset = given_context.preset
    steps = preset.learning_steps_s if is_young else preset.relearning_steps_s
    kind = (Learning if is_young else Relearning) if steps else Reviewing
    assert isinstance(again, kind)


def test_a_lapse_keeps_the_interval_that_was_forgotten() -> None:
    again = outcomes(reviewing(interval=10), context()).again
    assert isinstance(again, Relearning)
    assert again.interval_days == 10


FUZZED = Preset()


def easy_days(repetitions: int, card: str = CARD, **changes: Any) -> int:
    schedule = replace(reviewing(stability=60.0), repetitions=repetitions)
    easy = outcomes(schedule, context(FUZZED, card=CardId(card), **changes)).easy
    assert isinstance(easy, Reviewing)
    return easy.interval_days


def test_fuzz_is_the_same_for_the_same_card_and_repetition() -> None:
    assert easy_days(3) == easy_days(3)


def test_fuzz_parts_cards_and_repetitions() -> None:
    by_repetition = {easy_days(repetition) for repetition in range(200)}
    by_card = {easy_days(3, f"a/b/n{number}#front") for number in range(200)}
    exact = memory.after(Memory(60.0, 5.0), Rating.EASY, 10, FUZZED.parameters)
    lower, upper = fuzz_range(exact.stability, 1, 36_500)
    for days in (by_repetition, by_card):
        assert days == set(range(lower, upper + 1))


def test_fuzz_is_off_when_the_preset_says_so() -> None:
    found = {
        in_brief(outcomes(replace(reviewing(), repetitions=count), context()).good)
        for count in range(50)
    }
    assert found == {("reviewing", 32)}


def test_fuzz_never_turns_a_longer_interval_into_one_not_longer_than_elapsed() -> None:
    """23 days by Hard after 22 elapsed ones: 23 at least, though fuzz reaches 20."""
    schedule = reviewing(stability=22.0, difficulty=9.9, interval=22, last=START - 22)
    days = set()
    for count in range(100):
        hard = outcomes(replace(schedule, repetitions=count), context(FUZZED)).hard
        assert isinstance(hard, Reviewing)
        days.add(hard.interval_days)
    exact = memory.after(Memory(22.0, 9.9), Rating.HARD, 22, FUZZED.parameters)
    assert 24 < exact.stability < 28
    assert min(days) == 23
    assert len(days) > 3


def test_a_long_overdue_card_may_get_a_shorter_interval_than_elapsed() -> None:
    schedule = reviewing(stability=0.5, difficulty=10.0, interval=1, last=START - 300)
    hard = outcomes(schedule, context()).hard
    assert isinstance(hard, Reviewing)
    assert hard.interval_days < 300


def test_a_due_day_in_a_holiday_moves_before_it_within_the_fuzz_range() -> None:
    holiday = (StudyDay(START + 31), StudyDay(START + 40))
    good = outcomes(reviewing(), context(holidays=(holiday,))).good
    assert in_brief(good) == ("reviewing", 30)  # 32 by FSRS, 28 to 36 by fuzz


def test_a_due_day_deep_in_a_holiday_moves_behind_it() -> None:
    holiday = (StudyDay(START + 20), StudyDay(START + 40))
    found = outcomes(reviewing(), context(holidays=(holiday,)))
    # Hard (23) moves to 41 and Good (32) behind it; Easy (51) is outside anyway.
    assert all_in_brief(found)[1:] == [
        ("reviewing", 41),
        ("reviewing", 42),
        ("reviewing", 51),
    ]


def test_a_holiday_beyond_the_maximum_interval_is_put_up_with() -> None:
    holiday = (StudyDay(START + 1), StudyDay(START + 60))
    preset = replace(PLAIN, maximum_interval_days=40)
    good = outcomes(reviewing(), context(preset, holidays=(holiday,))).good
    assert in_brief(good) == ("reviewing", 32)


def test_learning_steps_take_no_notice_of_holidays() -> None:
    holiday = (START, StudyDay(START + 10))
    found = outcomes(Schedule(), context(holidays=(holiday,), day_left_s=60))
    assert in_brief(found.again) == ("learning days", 1)


@given(schedules, contexts)
def test_due_days_are_outside_holidays_where_there_is_room(
    schedule: Schedule, given_context: Context
) -> None:
    most = given_context.day + given_context.preset.maximum_interval_days
    found = outcomes(schedule, given_context)
    for rating in Rating:
        state = found.of(rating)
        if isinstance(state, Reviewing) and is_holiday(
            state.due, given_context.holidays
        ):
            assert day_after(state.due, given_context.holidays) > most


@pytest.mark.parametrize(
    ("last", "elapsed"),
    [
        (START - 10, 10),
        (START, 0),
        (START + 5, 0),  # the clock was set back
        (START - 2_000_000, 1_000_000),  # or was wild
    ],
)
def test_elapsed_days_are_bounded(last: int, elapsed: int) -> None:
    assert elapsed_days(reviewing(last=last).state, START) == elapsed


def test_nothing_has_elapsed_for_a_new_card() -> None:
    assert elapsed_days(New(), START) == 0


def test_a_step_at_the_end_of_time_is_due_all_day() -> None:
    last_instant = datetime.max.replace(tzinfo=UTC)
    again = outcomes(Schedule(), context(at=last_instant)).again
    assert isinstance(again, Learning)
    assert (again.due, again.due_at) == (START, None)


def test_a_preset_out_of_bounds_is_refused() -> None:
    preset = replace(PLAIN, desired_retention=1.5)
    with pytest.raises(ScheduleError, match="desired_retention"):
        outcomes(reviewing(), context(preset))
