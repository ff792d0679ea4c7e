"""Pipelines of stages and micro-batches: their schedules, bubbles and activations."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def bubble_share(stages: int, batches: int) -> Fraction:
    """The share of the time in which a stage stands idle, all stages alike.

    Source: Huang et al. 2019, section 2.3: (p − 1) / (m + p − 1).
    """
    return Fraction(stages - 1, batches + stages - 1)


def bubble_overhead(stages: int, batches: int, chunks: int = 1) -> Fraction:
    """Idle time over ideal time, with so many interleaved chunks of layers a device.

    Source: Narayanan et al. 2021, sections 2.2.1 and 2.2.2: (p − 1) / (v m).
    """
    return Fraction(stages - 1, chunks * batches)


def batches_for(stages: int, share: Fraction) -> int:
    """The fewest micro-batches whose bubble is at most a share of the time."""
    least = Fraction(stages - 1) * (1 - share) / share
    return -(-least.numerator // least.denominator)


def in_flight(stages: int, batches: int, stage: int) -> int:
    """The most micro-batches whose activations a stage (from 1) keeps under 1F1B.

    Source: Narayanan et al. 2019 (PipeDream), section 3.2; 2021, section 2.2.1.
    """
    return min(batches, stages - stage + 1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A stage works on a micro-batch."""

    stage: int
    batch: int
    start: Fraction
    end: Fraction


def gpipe(
    forward: Sequence[Fraction], backward: Sequence[Fraction], batches: int
) -> list[Slot]:
    """All forward passes, then all backward passes; a stage does one at a time.

    Args:
        forward: time of each stage for a micro-batch.
        backward: likewise.
        batches: how many.

    Source: Huang et al. 2019, figure 2c.
    """
    first = _swept(forward, batches, Fraction(0))
    turn = max(slot.end for slot in first)
    back = _swept(backward[::-1], batches, turn)
    last = len(forward) - 1
    return first + [
        Slot(last - each.stage, each.batch, each.start, each.end) for each in back
    ]


def _swept(times: Sequence[Fraction], batches: int, start: Fraction) -> list[Slot]:
    """Micro-batches through stages in their order."""
    found: list[Slot] = []
    free = [start] * len(times)
    for batch in range(batches):
        ready = start
        for stage, time in enumerate(times):
            begin = max(ready, free[stage])
            ready = free[stage] = begin + time
            found.append(Slot(stage, batch, begin, ready))
    return found


def makespan(slots: Sequence[Slot]) -> Fraction:
    """The time until the last slot ends."""
    return max(slot.end for slot in slots)
