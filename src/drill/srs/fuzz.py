"""Fuzz: a small spread of due days, so that cards of one day part ways.

The factor is an argument; nothing here draws one.
"""

from __future__ import annotations

from math import floor, inf

_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, inf, 0.05))
"""From, to (days), and the share of the interval in between that fuzz may move it."""


def fuzz_range(exact_days: float, least: int, most: int) -> tuple[int, int]:
    """The first and last interval that fuzz may choose, both included.

    `exact_days` is the interval before rounding, `least` (>= 1) and `most` are whole
    days that must be reached and must not be passed; `most` wins over `least`.

    Source: the bands that Anki and py-fsrs share: none below 2.5 days, then a day
    and a falling share of the interval on either side.
    """
    least = min(least, most)
    bounded = min(max(exact_days, least), most)
    delta = _delta_days(bounded)
    lower = min(max(floor(bounded - delta + 0.5), least), most)
    upper = min(max(floor(bounded + delta + 0.5), least), most)
    return lower, upper


def fuzzed_days(factor: float, lower: int, upper: int) -> int:
    """The interval that a factor (0 <= factor < 1) chooses: uniform and bounded."""
    return min(floor(lower + factor * (1 + upper - lower)), upper)


def _delta_days(days: float) -> float:
    first = _BANDS[0][0]
    if days < first:
        return 0.0
    return 1.0 + sum(
        share * max(min(days, end) - start, 0.0) for start, end, share in _BANDS
    )
