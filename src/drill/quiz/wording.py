"""Words about numbers: what was read, and how far off it is."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

LONGEST_WHOLE: Final = 10**15
"""Whole numbers from here on are written as powers of ten."""
SMALLEST: Final = Fraction(1, 10_000)
"""Numbers below are, too."""


def plain_number(number: float | Fraction) -> str:
    """A number as people write it: `4,194,304`, `0.25`, `1e-09`, six digits at most."""
    exact = Fraction(number)
    if exact.denominator == 1 and abs(exact) < LONGEST_WHOLE:
        return f"{exact.numerator:,}"
    if abs(exact) >= LONGEST_WHOLE or 0 < abs(exact) < SMALLEST:
        return _power_of_ten(exact)
    digits = max(1, 7 - len(str(int(abs(exact)))))
    return f"{float(exact):,.{digits}f}".rstrip("0").rstrip(".")


def _power_of_ten(exact: Fraction) -> str:
    """Such as `1.5e+400`, also where a float ends."""
    places = len(str(abs(exact.numerator))) - len(str(exact.denominator))
    mantissa, _, shift = f"{float(exact / Fraction(10) ** places):.5e}".partition("e")
    return f"{float(mantissa):g}e{places + int(shift):+03d}"


def is_exact(number: Fraction) -> bool:
    """Whether `plain_number` writes a number in full."""
    text = plain_number(number).replace(",", "")
    return Fraction(text) == number
