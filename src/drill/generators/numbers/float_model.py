"""Bits that stand for numbers: two's complement and the binary formats of IEEE 754.

Everything is exact: values are fractions, and rounding is to nearest, ties to even.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final


@dataclass(frozen=True, slots=True)
class Format:
    """A binary format: one sign bit, then exponent and fraction bits."""

    name: str
    exponent_bits: int
    fraction_bits: int

    @property
    def width(self) -> int:
        """Bits in all."""
        return 1 + self.exponent_bits + self.fraction_bits

    @property
    def bias(self) -> int:
        """What is added to an exponent to store it."""
        return (1 << (self.exponent_bits - 1)) - 1

    @property
    def least_exponent(self) -> int:
        """Of normal numbers, and of all subnormal ones."""
        return 1 - self.bias


BINARY16: Final = Format("binary16", 5, 10)
BINARY32: Final = Format("binary32", 8, 23)


@dataclass(frozen=True, slots=True)
class Fields:
    """The three parts of a stored number, as whole numbers."""

    sign: int
    exponent: int
    fraction: int


def fields(bits: int, form: Format) -> Fields:
    """Take stored bits apart."""
    fraction = bits & ((1 << form.fraction_bits) - 1)
    exponent = bits >> form.fraction_bits & ((1 << form.exponent_bits) - 1)
    return Fields(bits >> (form.width - 1), exponent, fraction)


def packed(parts: Fields, form: Format) -> int:
    """Put the parts together again."""
    above = parts.sign << form.exponent_bits | parts.exponent
    return above << form.fraction_bits | parts.fraction


def decoded(bits: int, form: Format) -> Fraction | None:
    """The exact value; None for infinities and NaNs. Minus zero is 0.

    Source: IEEE 754-2019, section 3.4.
    """
    parts = fields(bits, form)
    if parts.exponent == (1 << form.exponent_bits) - 1:
        return None
    hidden = 1 << form.fraction_bits if parts.exponent else 0
    power = max(parts.exponent, 1) - form.bias - form.fraction_bits
    value = (hidden + parts.fraction) * Fraction(2) ** power
    return -value if parts.sign else value


def exponent_of(value: Fraction) -> int:
    """The e of |value| = 1.f × 2^e.

    Args:
        value: not 0.
    """
    size = abs(value)
    guess = size.numerator.bit_length() - size.denominator.bit_length()
    return guess if size >= Fraction(2) ** guess else guess - 1


def spacing(value: Fraction, form: Format) -> Fraction:
    """The distance from |value| to the next number away from zero."""
    power = max(exponent_of(value), form.least_exponent)
    return Fraction(2) ** (power - form.fraction_bits)


def rounded(value: Fraction, form: Format) -> Fraction:
    """The nearest number of the format, ties to even; no overflow is looked for."""
    if value == 0:
        return value
    step = spacing(value, form)
    return round(value / step) * step


def encoded(value: Fraction, form: Format) -> int:
    """The bits of a value, rounded to the format.

    Args:
        value: rounded, it is finite in the format.
        form: the format.
    """
    near = rounded(value, form)
    sign = int(value < 0)
    if near == 0:
        return packed(Fields(sign, 0, 0), form)
    power = max(exponent_of(near), form.least_exponent)
    steps = int(abs(near) / Fraction(2) ** (power - form.fraction_bits))
    is_normal = steps >> form.fraction_bits
    fraction = steps - (is_normal << form.fraction_bits)
    return packed(Fields(sign, power + form.bias if is_normal else 0, fraction), form)


def signed(bits: int, width: int) -> int:
    """The value of bits in two's complement."""
    return bits - (1 << width) if bits >> (width - 1) else bits


def complement(value: int, width: int) -> int:
    """The bits of a whole number in two's complement; what is above `width` is lost."""
    return value & ((1 << width) - 1)
