"""Small pictures made of characters: bars, sparklines, columns, curves, heat.

Pure functions over numbers; the standard library alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

EIGHTHS = " ▏▎▍▌▋▊▉█"
LEVELS = " ▁▂▃▄▅▆▇█"
HEAT = "·░▒▓█"
"""Nothing, and four degrees of much; told apart without colour."""
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille cell by row and column."""


def bar(share: float, width: int) -> str:
    """A horizontal bar of at most `width` cells, in eighths of a cell.

    Args:
        share: 0 to 1; what lies outside counts as the nearer end.
    """
    eighths = round(min(1.0, max(0.0, share)) * width * 8)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (EIGHTHS[rest] if rest else "")


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


def curve(shares: Sequence[float], width: int, height: int) -> list[str]:
    """A curve of values 0 to 1 in braille, `width` by `height` cells, top row first."""
    grid = [[0] * width for _ in range(height)]
    before: int | None = None
    for x in range(width * 2):
        y = _dot(_sample(shares, x / (width * 2 - 1)), height)
        low, high = (y, y) if before is None else sorted((before, y))
        for dot in range(low if low == high else low + (before == low), high + 1):
            grid[dot // 4][x // 2] |= DOTS[dot % 4][x % 2]
        before = y
    return ["".join(chr(0x2800 + bits) for bits in row) for row in grid]


def _sample(shares: Sequence[float], at: float) -> float:
    place = at * (len(shares) - 1)
    index = min(int(place), len(shares) - 2) if len(shares) > 1 else 0
    following = shares[min(index + 1, len(shares) - 1)]
    return shares[index] + (following - shares[index]) * (place - index)


def _dot(share: float, height: int) -> int:
    dots = height * 4 - 1
    return min(dots, max(0, round((1.0 - share) * dots)))
