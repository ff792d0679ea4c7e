"""How much faster more workers make a job, and where they make it slower."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def amdahl(serial: float, workers: float) -> float:
    """The speedup of a fixed job: 1 / (s + (1 − s) / N).

    Args:
        serial: the share of the time on one worker that cannot be divided.
        workers: >= 1.

    Source: Amdahl, Validity of the Single Processor Approach, AFIPS 1967.
    """
    return 1 / (serial + (1 - serial) / workers)


def limit(serial: float) -> float:
    """The speedup that no number of workers reaches."""
    return 1 / serial


def workers_for(speedup: float, serial: float) -> float:
    """How many workers a speedup takes; it is below the limit."""
    return (1 - serial) / (1 / speedup - serial)


def improved(parts: Sequence[tuple[float, float]]) -> float:
    """The speedup of the whole if some parts of it become faster.

    Args:
        parts: share of the time, and by which factor it becomes faster.
    """
    rest = 1 - sum(share for share, _ in parts)
    return 1 / (rest + sum(share / factor for share, factor in parts))


def gustafson(serial: float, workers: int) -> float:
    """The speedup of a job that grows with the workers: N + (1 − N) × s.

    Args:
        serial: the share of the time on all the workers.
        workers: >= 1.

    Source: Gustafson, Reevaluating Amdahl's Law, CACM 31(5), 1988.
    """
    return workers + (1 - workers) * serial


def usl(workers: float, sigma: float, kappa: float) -> float:
    """The relative capacity: N / (1 + σ(N − 1) + κN(N − 1)).

    Args:
        workers: >= 1.
        sigma: contention, the share that must be taken in turn.
        kappa: coherency, the cost of agreement between each pair.

    Source: Gunther, Guerrilla Capacity Planning, 2007, section 4.4.
    """
    return workers / (1 + sigma * (workers - 1) + kappa * workers * (workers - 1))


def peak(sigma: float, kappa: float) -> float:
    """The number of workers at which the capacity is largest: √((1 − σ) / κ)."""
    return sqrt((1 - sigma) / kappa)
