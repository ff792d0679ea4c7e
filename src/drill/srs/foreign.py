"""A first estimate of FSRS's memory from another algorithm's interval and factor."""

from __future__ import annotations

from math import exp, expm1
from typing import TYPE_CHECKING, Final

from drill.srs.bounds import (
    MAX_DIFFICULTY,
    MAX_STABILITY,
    MIN_DIFFICULTY,
    MIN_STABILITY,
)
from drill.srs.schedule import Memory

if TYPE_CHECKING:
    from collections.abc import Sequence

ASSUMED_RETENTION: Final = 0.9
"""How much is recalled at the end of an interval of SM-2, as its author aims at."""
USUAL_FACTOR: Final = 2.5
"""What SM-2 begins with."""
MIDDLE: Final = 5.0
"""A difficulty where parameters let nothing grow."""


def memory_of_sm2(
    interval_days: float, factor: float | None, parameters: Sequence[float]
) -> Memory:
    """The memory that an interval of SM-2 stands for.

    At a retention of 90 % an interval is the stability. The difficulty is the one with
    which FSRS-6 would multiply it by the factor after Good: its formula of stability
    after a recall, solved for the difficulty.

    Args:
        interval_days: the present interval.
        factor: of SM-2; None where the source has none.
        parameters: the 21 of FSRS-6; w8, w9 and w10 are used.
    """
    stability = min(max(interval_days, MIN_STABILITY), MAX_STABILITY)
    growth = (
        exp(parameters[8])
        * stability ** -parameters[9]
        * expm1((1 - ASSUMED_RETENTION) * parameters[10])
    )
    if growth <= 0:
        return Memory(stability, MIDDLE)
    difficulty = 11 - ((factor or USUAL_FACTOR) - 1) / growth
    return Memory(stability, min(max(difficulty, MIN_DIFFICULTY), MAX_DIFFICULTY))
