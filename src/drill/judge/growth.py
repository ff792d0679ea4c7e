"""How CPU time grows with the size, seen from outside.

The slope of log time over log size: about 1 for linear and for n log n, about 2 for
quadratic. Times are noisy, so each size counts by the least of three runs, and a slope
that is too steep is measured again before it costs anything.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final

from drill.judge.verdicts import GrowthResult

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drill.content.kata import Growth

RUNS: Final = 3
"""Runs of each size; the least time counts."""
MORE_TURNS: Final = 2
"""How often a slope that is too steep is measured again."""
LEAST_S: Final = 1e-6
"""What a time counts at least: a clock that does not move has no logarithm."""


def measured_growth(growth: Growth, run: Callable[[int], float | str]) -> GrowthResult:
    """The growth of a submission over doubled sizes.

    Args:
        growth: sizes and the slope that costs nothing.
        run: the CPU seconds of one run at a size, or why there are none: what cannot
            be run at one of the sizes is not in bounds.
    """
    best: dict[int, float] = {}
    slope = 0.0
    for _ in range(1 + MORE_TURNS):
        for step in range(growth.steps):
            size = growth.least * 2**step
            for _ in range(RUNS):
                found = run(size)
                if isinstance(found, str):
                    return _result(growth, best, None, found)
                best[size] = min(found, best.get(size, found))
        slope = fitted_slope(best)
        if slope <= growth.at_most:
            break
    return _result(growth, best, slope)


def _result(
    growth: Growth, best: Mapping[int, float], slope: float | None, remark: str = ""
) -> GrowthResult:
    is_steep = slope is None or slope > growth.at_most
    points = tuple(sorted(best.items()))
    return GrowthResult(points, growth.at_most, slope, is_steep, remark)


def fitted_slope(times: Mapping[int, float]) -> float:
    """The slope of the line through log time over log size, by least squares.

    Args:
        times: CPU seconds by size, at least two sizes.
    """
    points = [(log(size), log(max(time, LEAST_S))) for size, time in times.items()]
    across = sum(x for x, _ in points) / len(points)
    up = sum(y for _, y in points) / len(points)
    rise = sum((x - across) * (y - up) for x, y in points)
    return rise / sum((x - across) ** 2 for x, _ in points)
