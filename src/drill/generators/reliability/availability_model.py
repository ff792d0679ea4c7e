"""Availability of systems of parts that fail independently, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MINUTES: Final = {"day": 1440, "month of 30 days": 43_200, "year of 365 days": 525_600}


@dataclass(frozen=True, slots=True)
class Tier:
    """Replicas of one part, of which some number must be up."""

    name: str
    each: Fraction
    """The availability of one replica."""
    count: int = 1
    needed: int = 1
    """How many must be up."""

    @property
    def availability(self) -> Fraction:
        """That enough of them are up."""
        return sum(
            (
                comb(self.count, up)
                * self.each**up
                * (1 - self.each) ** (self.count - up)
                for up in range(self.needed, self.count + 1)
            ),
            Fraction(0),
        )


def series(parts: Sequence[Fraction]) -> Fraction:
    """All are needed: the product.

    Source: Trivedi, Probability and Statistics with Reliability, Queuing, and Computer
    Science Applications, chapter 1, reliability block diagrams.
    """
    whole = Fraction(1)
    for each in parts:
        whole *= each
    return whole


def system(tiers: Sequence[Tier]) -> Fraction:
    """Every tier is needed."""
    return series([each.availability for each in tiers])


def downtime(availability: Fraction, period: str) -> Fraction:
    """Minutes of a period in which the system is down.

    Args:
        availability: from 0 to 1.
        period: one of `MINUTES`.
    """
    return (1 - availability) * MINUTES[period]


def replicas_for(goal: Fraction, each: Fraction) -> int:
    """How many replicas, one of which must be up, reach a goal at the fewest."""
    count = 1
    while Tier("", each, count).availability < goal:
        count += 1
    return count


def from_times(between: int, repair: int) -> Fraction:
    """MTBF / (MTBF + MTTR), with the time up between failures, and that to repair."""
    return Fraction(between, between + repair)
