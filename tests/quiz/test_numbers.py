"""Numbers as people type them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.quiz.numbers import LONGEST, Unreadable, clean, read_number
from drill.quiz.wording import is_exact, plain_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-12", -12),
        ("\N{MINUS SIGN}12", -12),
        ("\N{EN DASH}12", -12),  # what a text processor makes of a hyphen
        ("+12", 12),
        (" 1 2 ".replace(" ", ""), 12),
        ("0.5", "1/2"),
        (".5", "1/2"),
        ("5.", 5),  # the end of a sentence
        ("~5", 5),
        ("about 5", 5),
        ("≈ 5", 5),
        # thousands
        ("1,000,000", 1_000_000),
        ("1_000_000", 1_000_000),
        ("1 000 000", 1_000_000),
        ("1\N{THIN SPACE}000\N{NARROW NO-BREAK SPACE}000", 1_000_000),
        ("1'000'000", 1_000_000),
        ("1\N{RIGHT SINGLE QUOTATION MARK}000", 1000),
        ("12,34,567", 1_234_567),  # lakhs
        ("1.234.567", 1_234_567),
        ("1,234.5", "2469/2"),
        ("1.234,5", "2469/2"),
        # a comma is a decimal one where it cannot separate thousands
        ("1,5", "3/2"),
        ("0,125", "1/8"),
        ("3,1416", "31416/10000"),
        ("1,500", 1500),
        ("1234,567", "1234567/1000"),
        # powers
        ("1e6", 1_000_000),
        ("1.5E-3", "3/2000"),
        ("2^10", 1024),
        ("2**10", 1024),
        ("2 ^ 10", 1024),
        ("10\N{SUPERSCRIPT SIX}", 1_000_000),
        ("10\N{SUPERSCRIPT MINUS}\N{SUPERSCRIPT THREE}", "1/1000"),
        ("3\N{MULTIPLICATION SIGN}10^8", 300_000_000),
        ("3 x 10^8", 300_000_000),
        ("3x10^8", 300_000_000),
        ("3*10**8", 300_000_000),
        ("3·10⁸", 300_000_000),
        ("2^-3", "1/8"),
        ("-2^2", -4),
        ("(-2)^2", 4),
        ("2^3^2", 512),  # from the right
        ("2^(1+2)", 8),
        ("4^0.5", 2),
        ("4^(1/2)", 2),
        ("(1/4)^0.5", "1/2"),
        ("0^5", 0),
        ("1^999999", 1),
        ("(-1)^3", -1),
        # fractions and sums
        ("1/3", "1/3"),
        ("½", "1/2"),
        ("1½", "3/2"),
        ("1 1/2", "3/2"),
        ("2^32 - 2", 2**32 - 2),
        ("4 * 1460", 5840),
        ("1 + 2 + 3", 6),
        ("10 - 2 * 3", 4),
        ("( 2 + 3 ) * 4", 20),
        # other digits and bases
        ("\N{ARABIC-INDIC DIGIT THREE}", 3),
        ("\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT TWO}", 12),
        ("0x1F", 31),
        ("0b101", 5),
        ("0o17", 15),
        ("1\u200b2", 12),  # what cannot be seen is not there
        ("\u202e12", 12),
    ],
)
def test_a_number_is_read(text: str, value: int | str) -> None:
    found = read_number(clean(text))
    assert (found.value, found.rest) == (Fraction(value), "")


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("4 KiB", 4, "KiB"),
        ("4KiB", 4, "KiB"),
        ("4k", 4, "k"),
        ("10x", 10, "x"),  # tenfold, not a product
        ("5/s", 5, "/s"),
        ("5 per second.", 5, "per second"),
        ("1 h 30 min", 1, "h 30 min"),
        ("12 %", 12, "%"),
        ("1e", 1, "e"),
        ("0xg", 0, "xg"),
        ("2^10 B", 1024, "B"),
        ("1-2-3", None, "range"),
        ("10-12", None, "range"),
        ("10 \N{EN DASH} 12", None, "range"),
        ("", None, "no number"),
        ("foo", None, "“foo” is no number"),
        ("--5", None, "no number"),
        ("()", None, "no number"),
        ("(1", None, "parenthesis"),
        ("1/0", None, "zero"),
        ("1 1/0", None, "zero"),
        ("0^-1", None, "zero"),
        ("(-2)^0.5", None, "no real value"),
        ("1,2,3", None, "commas"),
        ("1.2.3", None, "points"),
        ("192.168.0.1", None, "points"),
        ("1.2,3,4", None, "more than one way"),
        ("1,23.4", None, "more than one way"),
        ("9^9^9", None, "too large"),
        ("9^9999999", None, "too large"),
        ("2^1500", None, "too large"),
        ("12^2000", None, "too large"),
        ("1e400", None, "too large"),
        ("1e-400", None, "too small"),
        ("1e99999999999999999999", None, "too large"),
        ("10^300 * 10^300", None, "too large"),
        ("1e350^0.5", None, "too large"),
        ("2^1000000.5", None, "too large"),
        ("(((((((((((1", None, "nested"),
        ("2^2^2^2^2^2^2^2^2^2^2", None, "nested|too large"),
        ("9" * (LONGEST + 1), None, "too long"),
    ],
)
def test_what_is_behind_a_number_or_in_its_way(
    text: str, value: int | None, rest: str
) -> None:
    if value is None:
        with pytest.raises(Unreadable, match=rest):
            read_number(clean(text))
    else:
        found = read_number(clean(text))
        assert (found.value, found.rest) == (Fraction(value), rest)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.decimals(-(10**12), 10**12, places=4))
def test_a_decimal_is_read_in_every_dress(number: object) -> None:
    value = Fraction(str(number))
    grouped = f"{number:,}"
    for text in (str(number), grouped, grouped.replace(",", "_"), f"{number:E}"):
        assert read_number(clean(text)).value == value, text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (4096, "4,096"),
        (-1_234_567, "-1,234,567"),
        (0.5, "0.5"),
        ("1/3", "0.333333"),
        ("-2/3", "-0.666667"),
        ("10000/3", "3,333.333"),
        ("12345678/10", "1,234,567.8"),
        ("1/100000", "1e-05"),
        ("3/2000000", "1.5e-06"),
        (10**15, "1e+15"),
        (10**400, "1e+400"),
        ("1/7000000", "1.42857e-07"),
    ],
)
def test_a_number_is_written(number: float | str, text: str) -> None:
    assert plain_number(Fraction(number)) == text


def test_what_is_rounded_is_known() -> None:
    assert is_exact(Fraction(4096))
    assert is_exact(Fraction("0.125"))
    assert not is_exact(Fraction(1, 3))
