"""What each of the four ratings would do to a card.

The buttons of a review show these values and the fold takes one of them, so that a
button does exactly what it says. Time and chance come in the context; the fuzz
follows from the card and the number of its answers, so that undoing and answering
again gives the same day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from drill.chance import Chance
from drill.ids import Rating, StudyDay
from drill.srs import memory
from drill.srs.bounds import MAX_ELAPSED_DAYS
from drill.srs.fuzz import fuzz_range, fuzzed_days
from drill.srs.holidays import avoided
from drill.srs.schedule import Learning, New, Relearning, Reviewing
from drill.srs.steps import StepTaken, Wait, next_step, step_wait

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from drill.ids import CardId
    from drill.srs.holidays import Holidays
    from drill.srs.preset import Preset
    from drill.srs.schedule import Memory, Schedule, State

PASSING = (Rating.HARD, Rating.GOOD, Rating.EASY)
_NOW = Wait(0, 0)
Rated: TypeAlias = Learning | Reviewing | Relearning
"""The states that an answer leads to."""


@dataclass(frozen=True, slots=True)
class Context:
    """All that an outcome depends on besides the card's schedule."""

    preset: Preset
    day: StudyDay
    """The study day of the answer."""
    at: datetime
    """The instant of the answer, aware UTC."""
    day_left_s: int
    """Seconds from `at` to the end of the study day."""
    card: CardId
    """Seeds the fuzz."""
    holidays: Holidays = ()
    """Declared holidays that a new due day avoids."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The state that each rating would lead to."""

    again: State
    hard: State
    good: State
    easy: State

    def of(self, rating: Rating) -> State:
        """The state that this rating would lead to."""
        return (self.again, self.hard, self.good, self.easy)[rating - 1]


class _Planned(NamedTuple):
    """An outcome, and the wait it means: what outcomes are compared by."""

    wait: Wait
    state: Rated


def outcomes(schedule: Schedule, context: Context) -> Outcomes:
    """What all four ratings would do now.

    Waits never decrease from Again to Easy. An interval is at least a day longer
    than the wait of the passing rating before, unless the maximum forbids it.

    Raises:
        ScheduleError: the preset or the memory holds a number out of bounds.
    """
    hard, good, easy = _passing(schedule, context)
    again = _again(schedule, context, hard)
    return Outcomes(again.state, hard.state, good.state, easy.state)


def outcome(schedule: Schedule, context: Context, rating: Rating) -> State:
    """One of the outcomes, without computing those that it does not depend on.

    Raises:
        ScheduleError: the preset or the memory holds a number out of bounds.
    """
    passing = _passing(schedule, context)
    if rating == Rating.AGAIN:
        return _again(schedule, context, next(passing)).state
    planned = next(passing)
    for _ in range(rating - Rating.HARD):
        planned = next(passing)
    return planned.state


def elapsed_days(state: State, day: StudyDay) -> int:
    """Study days since the last counted answer; 0 when the clock was set back."""
    if isinstance(state, New):
        return 0
    return min(max(0, day - state.last_day), MAX_ELAPSED_DAYS)


def _passing(schedule: Schedule, context: Context) -> Iterator[_Planned]:
    """Hard, Good and Easy, each from the wait of the one before."""
    floor_wait = _NOW
    for rating in PASSING:
        planned = _planned(schedule, context, rating, floor_wait)
        yield planned
        floor_wait = planned.wait


def _again(schedule: Schedule, context: Context, hard: _Planned) -> _Planned:
    """Again is never later than Hard, whatever the steps say."""
    planned = _planned(schedule, context, Rating.AGAIN, _NOW)
    if planned.wait <= hard.wait:
        return planned
    return _placed(schedule.state, context, planned.state, hard.wait)


def _planned(
    schedule: Schedule, context: Context, rating: Rating, least: Wait
) -> _Planned:
    state = schedule.state
    learned = _memory_after(state, rating, context)
    taken = _step_taken(state, rating, context.preset)
    if taken is None:
        days = _interval_days(schedule, learned, least.days + 1, context)
        return _reviewing(learned, days, context)
    wait = max(least, step_wait(taken.delay_s, context.day_left_s))
    return _waiting(state, learned, taken.step, wait, context)


def _placed(before: State, context: Context, state: Rated, wait: Wait) -> _Planned:
    """A planned state moved to another wait."""
    if isinstance(state, Reviewing):
        return _reviewing(state.memory, wait.days, context)
    return _waiting(before, state.memory, state.step, wait, context)


def _memory_after(state: State, rating: Rating, context: Context) -> Memory:
    parameters = context.preset.parameters
    if isinstance(state, New):
        return memory.first(rating, parameters)
    elapsed = elapsed_days(state, context.day)
    return memory.after(state.memory, rating, elapsed, parameters)


def _step_taken(state: State, rating: Rating, preset: Preset) -> StepTaken | None:
    match state:
        case New():
            return next_step(preset.learning_steps_s, 0, rating)
        case Learning(step=present):
            return next_step(preset.learning_steps_s, present, rating)
        case Relearning(step=present):
            return next_step(preset.relearning_steps_s, present, rating)
        case _ if rating == Rating.AGAIN:
            return next_step(preset.relearning_steps_s, 0, rating)
        case _:
            return None


def _interval_days(
    schedule: Schedule, learned: Memory, least: int, context: Context
) -> int:
    """The interval: rounded, fuzzed, kept apart, and out of the holidays."""
    preset, most = context.preset, context.preset.maximum_interval_days
    exact = memory.exact_interval_days(
        learned.stability, preset.desired_retention, preset.parameters
    )
    whole = floor(exact + 0.5)
    elapsed = elapsed_days(schedule.state, context.day)
    if whole > elapsed:  # fuzz must not turn a longer interval into a shorter one
        least = max(least, elapsed + 1)
    lower, upper = fuzz_range(exact, least, most)
    if preset.fuzz and lower < upper:
        factor = _fuzz_factor(context.card, schedule.repetitions)
        chosen = fuzzed_days(factor, lower, upper)
    else:
        chosen = min(max(whole, least), most)
    if not context.holidays:
        return chosen
    day = context.day
    return avoided(day + chosen, context.holidays, day + lower, day + most) - day


@lru_cache(maxsize=16)
def _fuzz_factor(card: CardId, repetition: int) -> float:
    """One for all ratings of an answer, hence remembered while they are planned."""
    return Chance(card, repetition).fraction()


def _reviewing(learned: Memory, days: int, context: Context) -> _Planned:
    due = StudyDay(context.day + days)
    return _Planned(Wait(days, 0), Reviewing(learned, days, due, context.day))


def _waiting(
    before: State, learned: Memory, step: int, wait: Wait, context: Context
) -> _Planned:
    """A state in the middle of its steps."""
    day = context.day
    days = min(wait.days, context.preset.maximum_interval_days)
    due = StudyDay(day + days)
    due_at = None if days else _later(context.at, wait.seconds)
    state: Rated
    if isinstance(before, Reviewing | Relearning):
        interval = before.interval_days
        state = Relearning(learned, step, due, due_at, day, interval)
    else:
        state = Learning(learned, step, due, due_at, day)
    return _Planned(Wait(days, wait.seconds), state)


def _later(at: datetime, seconds: int) -> datetime | None:
    """The end of a step; None, which is all day, where no datetime can hold it."""
    try:
        return at + timedelta(seconds=seconds)
    except OverflowError:
        return None
