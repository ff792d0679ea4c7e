"""Failure detectors on heartbeats: fixed timeouts, and the accrual detectors of φ.

Times are milliseconds. The normal form of φ is that of its paper; the exponential one
is Cassandra's, which is easier to reckon with.
"""

from __future__ import annotations

from math import erfc, log, log10, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# --- timeouts ---------------------------------------------------------------------


def suspicions(
    arrivals: Sequence[int], timeout: int, end: int
) -> list[tuple[int, int]]:
    """When a detector with a fixed timeout suspects, and when it stops to.

    Args:
        arrivals: of heartbeats, rising.
        timeout: after the latest arrival.
        end: until when it is watched; an open suspicion ends there.
    """
    found = []
    for now, following in zip(arrivals, [*arrivals[1:], end], strict=True):
        if now + timeout < following:
            found.append((now + timeout, following))
    return found


# --- φ ----------------------------------------------------------------------------


def phi(silence: float, mean: float, deviation: float) -> float:
    """φ after a silence, where intervals are normally distributed.

    Source: Hayashibara et al., SRDS 2004, section 4.
    """
    later = erfc((silence - mean) / deviation / sqrt(2)) / 2
    return -log10(later)


def phi_exponential(silence: float, mean: float) -> float:
    """φ after a silence, where intervals are exponentially distributed.

    Source: Apache Cassandra, FailureDetector.java, ArrivalWindow.phi.
    """
    return silence / mean / log(10)


def silence_until(threshold: float, mean: float) -> float:
    """The silence after which the exponential φ reaches a threshold."""
    return threshold * mean * log(10)


def mistaken(threshold: float) -> float:
    """The chance that a suspicion at this φ is wrong.

    Source: Hayashibara et al., SRDS 2004, section 4.1.
    """
    return float(10**-threshold)
