"""Learning and relearning steps: the waits before a card has an interval in days.

A step shorter than a day is a wait in seconds within the study day; one that
would end after the rollover, or that is a day or longer, is a wait in study days.
"""

from __future__ import annotations

from math import floor
from typing import NamedTuple

from drill.ids import Rating

DAY_S = 86_400


class Wait(NamedTuple):
    """How long until a card comes up; waits compare as they come due."""

    days: int
    """Study days from now; 0 within this one."""
    seconds: int
    """Within this study day; 0 when `days` is not."""


class StepTaken(NamedTuple):
    """Where a rating leads while there are steps."""

    step: int
    """Its index, from 0."""
    delay_s: int


def next_step(steps_s: tuple[int, ...], step: int, rating: Rating) -> StepTaken | None:
    """The step that a rating leads to; None when the card graduates.

    Again goes to the first step, Hard repeats the present one, Good goes on, Easy
    graduates. Without steps every rating graduates. A step beyond the last step,
    left by a preset with more of them, is the last.
    """
    if not steps_s or rating is Rating.EASY:
        return None
    present = min(step, len(steps_s) - 1)
    if rating is Rating.AGAIN:
        return StepTaken(0, steps_s[0])
    if rating is Rating.HARD:
        return StepTaken(present, _hard_delay_s(steps_s, present))
    if present + 1 < len(steps_s):
        return StepTaken(present + 1, steps_s[present + 1])
    return None


def step_wait(delay_s: int, day_left_s: int) -> Wait:
    """The wait that a delay means, this many seconds before the rollover."""
    if delay_s >= DAY_S:
        return Wait(floor(delay_s / DAY_S + 0.5), 0)
    if delay_s >= day_left_s:
        return Wait(1, 0)
    return Wait(0, delay_s)


def _hard_delay_s(steps_s: tuple[int, ...], present: int) -> int:
    """Hard on the first step waits longer than Again and shorter than Good."""
    delay_s = steps_s[present]
    if present > 0:
        return delay_s
    if len(steps_s) > 1:
        return (delay_s + steps_s[1]) // 2
    return min(delay_s * 3 // 2, delay_s + DAY_S)
