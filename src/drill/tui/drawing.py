"""Small pictures made of characters: bars, sparklines, columns, curves, heat.

Pure functions over numbers; the standard library alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = " ▁▂▃▄▅▆▇█"
HEAT = "·▂▄▆█"
"""Nothing, and four degrees of much; told apart without colour."""


def meter(share: float, width: int) -> tuple[str, str]:
    """A thin bar in halves of a cell: what is filled, and what is left of `width`.

    Args:
        share: 0 to 1; what lies outside counts as the nearer end.
        width: of both parts together, in cells.
    """
    halves = round(min(1.0, max(0.0, share)) * width * 2)
    whole, rest = divmod(halves, 2)
    filled = "━" * whole + "╸" * rest
    return filled, "─" * (width - len(filled))


def sparkline(values: Sequence[int]) -> str:
    """One character a value; zero is the baseline, anything else stands above it."""
    top = max(values, default=0)
    return "".join(
        LEVELS[1] if value <= 0 else LEVELS[2 + round((value / top) * 6)]
        for value in values
    )


def columns(values: Sequence[int], height: int) -> list[str]:
    """Columns of `height` rows, one character a value, top row first."""
    top = max(values, default=0)
    eighths = [
        max(1, round(value / top * height * 8)) if value > 0 else 0 for value in values
    ]
    return [
        "".join(LEVELS[min(8, max(0, filled - row * 8))] for filled in eighths)
        for row in reversed(range(height))
    ]


def heat_level(value: int, top: int) -> int:
    """0 for nothing, else 1 to 4 by quarters of the busiest day."""
    if value <= 0 or top <= 0:
        return 0
    return min(4, 1 + (value * 4 - 1) // top) if value < top else 4


def area(shares: Sequence[float], width: int, height: int, floor: float) -> list[str]:
    """A curve of values up to 1 as the area below it, top row first.

    Args:
        shares: the values at equal distances, at least one.
        width: in cells; the values between two given ones are interpolated.
        height: in cells.
        floor: the value at the lower edge, below 1.
    """
    eighths = [
        max(0, round((_sample(shares, x, width) - floor) / (1 - floor) * height * 8))
        for x in range(width)
    ]
    return [
        "".join(LEVELS[min(8, max(0, filled - row * 8))] for filled in eighths)
        for row in reversed(range(height))
    ]


def _sample(shares: Sequence[float], x: int, width: int) -> float:
    place = x / max(1, width - 1) * (len(shares) - 1)
    index = int(place)
    following = shares[min(index + 1, len(shares) - 1)]
    return shares[index] + (following - shares[index]) * (place - index)
