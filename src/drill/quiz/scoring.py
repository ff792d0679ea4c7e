"""From marks to a score on the four-point hire scale. Pure.

A share of the points, 0 to 1, is told as four times that share, and in the words of
the nearest whole point: 1 no hire, 2 lean no hire, 3 lean hire, 4 hire.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

POINTS: Final = 4


class Decision(Enum):
    """What an interviewer would write down."""

    NO_HIRE = "no hire"
    LEAN_NO_HIRE = "lean no hire"
    LEAN_HIRE = "lean hire"
    HIRE = "hire"


def points(share: float) -> float:
    """A share of what could be had as 0 to 4 points."""
    return POINTS * min(max(share, 0.0), 1.0)


def decision(share: float) -> Decision:
    """The word of the nearest whole point; below 1.5 it is no hire."""
    found = points(share)
    if found >= 3.5:  # noqa: PLR2004 - nearest to 4
        return Decision.HIRE
    if found >= 2.5:  # noqa: PLR2004 - nearest to 3
        return Decision.LEAN_HIRE
    return Decision.LEAN_NO_HIRE if found >= 1.5 else Decision.NO_HIRE  # noqa: PLR2004


def weighted_share(parts: Iterable[tuple[float, float]]) -> float | None:
    """The mean of shares by their weights; None when nothing weighs anything.

    Args:
        parts: share (0 to 1) and weight (>= 0) of each.
    """
    total = credit = 0.0
    for share, weight in parts:
        credit += share * weight
        total += weight
    return credit / total if total else None
