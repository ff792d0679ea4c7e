"""Numbers in few bits: symmetric and affine codes, groups, and their errors."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def nearest(number: float) -> int:
    """The nearest whole number, halves away from zero."""
    whole = floor(abs(number) + 0.5)
    return whole if number >= 0 else -whole


@dataclass(frozen=True, slots=True)
class Code:
    """How numbers become whole ones: number / scale + zero, within some limits."""

    scale: float
    zero: int
    least: int
    most: int

    def encoded(self, number: float) -> int:
        """The code of a number; beyond the limits it is clipped."""
        return min(self.most, max(self.least, nearest(number / self.scale) + self.zero))

    def decoded(self, code: int) -> float:
        """The number that a code stands for."""
        return (code - self.zero) * self.scale


def symmetric(values: Sequence[float], bits: int) -> Code:
    """Absmax: zero stays zero, the largest size gets the largest code.

    Source: Dettmers et al. 2022, section 2.1.
    """
    most = 2 ** (bits - 1) - 1
    return Code(max(map(abs, values)) / most, 0, -most, most)


def affine(values: Sequence[float], bits: int) -> Code:
    """From the least to the greatest value, which take in zero, with a zero point.

    Source: Jacob et al. 2018, section 2.1.
    """
    low, high = min(0.0, *values), max(0.0, *values)
    most = 2**bits - 1
    scale = (high - low) / most
    return Code(scale, nearest(-low / scale), 0, most)


def bits_a_weight(bits: int, group: int, scale_bits: int) -> float:
    """Bits of a weight with its share of the scale of its group.

    Source: Dettmers et al. 2023, section 3.
    """
    return bits + scale_bits / group


def doubly_quantised(group: int, scale_bits: int, outer: int, outer_bits: int) -> float:
    """Bits a weight of scales that are quantised in groups of their own.

    Source: Dettmers et al. 2023, section 3, double quantization.
    """
    return scale_bits / group + outer_bits / (group * outer)
