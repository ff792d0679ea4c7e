"""Bits of numbers, against the machine's own and published tables."""

from __future__ import annotations

import struct
from fractions import Fraction
from math import isfinite, ulp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.generators.numbers import float_model as model
from drill.generators.numbers.float_model import BINARY16, BINARY32, Fields, Format

LETTERS = {BINARY16: ("<e", "<H"), BINARY32: ("<f", "<I")}


def machine(bits: int, form: Format) -> float:
    """What the processor takes the bits for."""
    floating, whole = LETTERS[form]
    value: float = struct.unpack(floating, struct.pack(whole, bits))[0]
    return value


def machine_bits(value: float, form: Format) -> int:
    floating, whole = LETTERS[form]
    bits: int = struct.unpack(whole, struct.pack(floating, value))[0]
    return bits


ENDS = {start + place for start in range(0, 1 << 16, 1 << 10) for place in (0, 1, 1023)}
"""The first and the last bits of each sign and exponent of binary16."""


def test_bits_of_binary16_are_read_as_the_machine_reads_them() -> None:
    for bits in sorted({*range(0, 1 << 16, 17), *ENDS}):
        theirs, ours = machine(bits, BINARY16), model.decoded(bits, BINARY16)
        assert ours == (Fraction(theirs) if isfinite(theirs) else None)
        if ours:
            assert model.encoded(ours, BINARY16) == bits


@given(st.integers(0, 2**32 - 1))
def test_bits_of_binary32_are_read_as_the_machine_reads_them(bits: int) -> None:
    theirs, ours = machine(bits, BINARY32), model.decoded(bits, BINARY32)
    assert ours == (Fraction(theirs) if isfinite(theirs) else None)
    assert model.packed(model.fields(bits, BINARY32), BINARY32) == bits


@given(st.floats(-60_000, 60_000), st.sampled_from([BINARY16, BINARY32]))
def test_numbers_are_rounded_as_the_machine_rounds_them(
    value: float, form: Format
) -> None:
    theirs = machine_bits(value, form)
    if model.decoded(theirs, form):
        assert model.encoded(Fraction(value), form) == theirs


@pytest.mark.parametrize(
    ("bits", "form", "value"),
    [
        # The examples of the encyclopaedia's pages on both formats, as known as any.
        (0x0001, BINARY16, Fraction(1, 2**24)),  # the smallest subnormal number
        (0x03FF, BINARY16, Fraction(1023, 2**24)),
        (0x0400, BINARY16, Fraction(1, 2**14)),  # the smallest normal number
        (0x3C00, BINARY16, Fraction(1)),
        (0x7BFF, BINARY16, Fraction(65_504)),  # the largest number
        (0xC000, BINARY16, Fraction(-2)),
        (0x3E200000, BINARY32, Fraction(5, 32)),  # 0.15625
        (0x41C80000, BINARY32, Fraction(25)),
        (0xC2ED4000, BINARY32, Fraction(-949, 8)),  # −118.625
    ],
)
def test_well_known_bits_have_their_values(
    bits: int, form: Format, value: Fraction
) -> None:
    assert model.decoded(bits, form) == value
    assert model.encoded(value, form) == bits


def test_a_tenth_is_rounded_up_as_everybody_knows() -> None:
    assert model.encoded(Fraction(1, 10), BINARY32) == 0x3DCCCCCD
    assert model.encoded(Fraction(0), BINARY32) == 0


@pytest.mark.parametrize(("exponent", "fraction"), [(255, 0), (255, 1), (255, 1 << 22)])
def test_infinities_and_nans_have_no_value(exponent: int, fraction: int) -> None:
    assert (
        model.decoded(model.packed(Fields(0, exponent, fraction), BINARY32), BINARY32)
        is None
    )


@given(st.floats(1e-3, 1e6))
def test_spacing_is_the_unit_in_the_last_place(value: float) -> None:
    # math.ulp is for binary64, whose fraction has 52 bits.
    assert model.spacing(Fraction(value), Format("binary64", 11, 52)) == Fraction(
        ulp(value)
    )


def test_two_to_the_24th_plus_one_is_lost_in_binary32() -> None:
    # Goldberg 1991, and every table of binary32: whole numbers are exact up to 2^24.
    assert model.rounded(Fraction(2**24 + 1), BINARY32) == 2**24
    assert model.rounded(Fraction(2**24 + 3), BINARY32) == 2**24 + 4


@given(st.integers(-(2**15), 2**15 - 1), st.sampled_from([2, 4]))
def test_twos_complement_is_that_of_the_machine(value: int, size: int) -> None:
    bits = int.from_bytes(value.to_bytes(size, "big", signed=True))
    assert model.complement(value, 8 * size) == bits
    assert model.signed(bits, 8 * size) == value
