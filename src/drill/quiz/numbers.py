"""Reading numbers as people type them, exactly, and with an end.

    1,000,000   1_000   1 000   1'000   1.5e-3   0x1F   1/3   ½   2^10   2**10
    10⁶   3×10^8   3 x 10^8   2^32 - 2   4 * 1460   −5   ~12

A point is a decimal point, and so is a comma that cannot separate thousands: `1,5`
and `0,125` are fractions, `1,500` is fifteen hundred; `1.234,5` and `1.234.567` can
be read in one way only. What comes behind the number is handed on unread: its unit.
Nothing is computed that has more than `MOST_DIGITS` digits.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from math import log10
from typing import Final, NoReturn

LONGEST: Final = 120
"""Characters that a number and its unit may have."""
MOST_DIGITS: Final = 400
"""Before or behind the point."""
LARGEST: Final = 300
"""Powers of ten that a root, or another broken power, may have."""
DEEPEST: Final = 8
"""Parentheses and powers within one another."""

_SUPERSCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_RAISED = re.compile(f"[{_SUPERSCRIPTS}]+")
_TO_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789+-")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("×⋅·∙•✕\u2217", "*"),
        **dict.fromkeys("\u2044\u2215÷", "/"),
        **dict.fromkeys("’‘`\u00b4\u02bc", "'"),
        **dict.fromkeys("µ", "μ"),
    }
)
_VULGAR = re.compile("[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒]")
_ABOUT = re.compile(
    r"(?:[~≈=]|approx(?:imately|\.)?|about|circa|ca\.)\s*", re.IGNORECASE
)

_DECIMAL = r"(?:\d+(?:[_']\d+|[.,]\d+| \d{3}(?![\d/]))*|[.,]\d+)"
_NUMBER = re.compile(
    rf"(?P<based>0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)(?![0-9a-zA-Z])"
    rf"|(?P<whole>\d+)[ ]+(?P<above>\d+)/(?P<below>\d+)(?![\d^*])"
    rf"|(?P<decimal>{_DECIMAL})(?:[eE](?P<shift>[-+]?\d+))?"
)
_TIMES = re.compile(r"\s*(?:\*(?!\*)|[xX](?=\s*[\d(.])|/(?=\s*[\d(.]))\s*")
_PLUS = re.compile(r"\s*([-+])(?=\s*[\d(.])\s*")
_POWER = re.compile(r"\s*(?:\^|\*\*)\s*")
_CLOSE = re.compile(r"\s*\)")
_SIGN = re.compile(r"\s*([-+]?)\s*")


class Unreadable(ValueError):
    """What was typed is no number; the message says why, in one sentence."""


def refuse(reason: str) -> NoReturn:
    """Say that something cannot be read.

    Args:
        reason: a sentence for the learner, without its capital and its stop.
    """
    raise Unreadable(reason)


@dataclass(frozen=True, slots=True)
class Read:
    """A number, and what stands behind it."""

    value: Fraction
    text: str
    """As it was typed, cleaned."""
    rest: str
    """Likewise, without spaces around it."""


def clean(text: str) -> str:
    """A text in one spelling: signs, spaces and digits as ASCII has them.

    Characters that cannot be seen are left out, raised digits follow a `^`, and
    fractions of one character are written out.
    """
    if not text.isascii():
        text = _VULGAR.sub(_written_out, text)
        text = _RAISED.sub(lambda found: f"^{found[0].translate(_TO_DIGITS)}", text)
        text = unicodedata.normalize("NFKC", text.translate(_SIGNS))
        text = "".join(map(_plain_character, text)).translate(_SIGNS)
    return " ".join("".join(map(_visible, text)).split())


def _written_out(found: re.Match[str]) -> str:
    return f" {unicodedata.normalize('NFKC', found[0]).replace(chr(0x2044), '/')} "


def _plain_character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return "" if unicodedata.category(character) == "Cf" else character


def _visible(character: str) -> str:
    return character if character.isprintable() else " "


def read_number(text: str) -> Read:
    """The number that a text begins with.

    Args:
        text: as `clean` gives it.

    Raises:
        Unreadable: it begins with none, or with one that is too large.
    """
    if len(text) > LONGEST:
        refuse("that is too long for a number")
    start = found.end() if (found := _ABOUT.match(text)) else 0
    reader = _Reader(text, start)
    value = reader.sum(0)
    rest = text[reader.place :].strip().rstrip(".").rstrip()
    return Read(value, text[: reader.place].strip(), rest)


class _Reader:
    """Reads one expression from left to right."""

    def __init__(self, text: str, place: int) -> None:
        self.text = text
        self.place = place
        self.steps = 0
        """Numbers read."""

    def sum(self, depth: int) -> Fraction:
        value, before = self._product(depth), self.steps
        while found := self._next(_PLUS):
            other = self._product(depth)
            if found[1] == "-" and before == self.steps - 1 == 1:
                refuse("that looks like a range, and one number is asked for")
            value = _bounded(value + other if found[1] == "+" else value - other)
        return value

    def _product(self, depth: int) -> Fraction:
        value = self._signed(depth)
        while found := self._next(_TIMES):
            other = self._signed(depth)
            if found[0].strip() == "/":
                if not other:
                    refuse("nothing can be divided by zero")
                value = _bounded(value / other)
            else:
                value = _bounded(value * other)
        return value

    def _signed(self, depth: int) -> Fraction:
        if depth > DEEPEST:
            refuse("that is nested too deep")
        sign = self._next(_SIGN)
        value = self._single(depth)
        if self._next(_POWER):
            value = _power(value, self._signed(depth + 1))
        return -value if sign and sign[1] == "-" else value

    def _single(self, depth: int) -> Fraction:
        if self.text.startswith("(", self.place):
            self.place += 1
            value = self.sum(depth + 1)
            if not self._next(_CLOSE):
                refuse("a parenthesis is not closed")
            return value
        found = self._next(_NUMBER)
        if found is None:
            refuse(f"“{shortened(self.text)}” is no number")
        self.steps += 1
        return _meant(found)

    def _next(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.place)
        if found:
            self.place = found.end()
        return found


def shortened(text: str, most: int = 40) -> str:
    """A text for a message."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _meant(found: re.Match[str]) -> Fraction:
    if found["based"]:
        return Fraction(int(found["based"], 0))
    if found["whole"]:
        if not int(found["below"]):
            refuse("nothing can be divided by zero")
        part = Fraction(int(found["above"]), int(found["below"]))
        return int(found["whole"]) + part
    value = _decimal(found["decimal"])
    if not found["shift"]:
        return value
    if len(found["shift"]) > len(str(MOST_DIGITS)) + 1:
        _too_large()
    return _bounded(_power_of(Fraction(10), int(found["shift"])) * value)


def _decimal(text: str) -> Fraction:
    digits = re.sub("[ _']", "", text)
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        mark = max(",.", key=digits.rfind)
        other = "," if mark == "." else "."
        whole = digits.partition(mark)[0]
        if digits.count(mark) > 1 or not _is_grouped(whole, other):
            refuse(f"“{shortened(text)}” can be read in more than one way")
        return Fraction(digits.replace(other, "").replace(mark, "."))
    if points > 1 or (commas and _is_grouped(digits, ",")):
        separator = "." if points else ","
        if not _is_grouped(digits, separator):
            refuse(f"“{shortened(text)}” has points where no number has")
        return Fraction(digits.replace(separator, ""))
    if commas > 1:
        refuse(f"“{shortened(text)}” has commas where no number has")
    return Fraction(digits.replace(",", "."))


def _is_grouped(digits: str, separator: str) -> bool:
    """Whether a separator stands where thousands are separated, as in India too."""
    mark = re.escape(separator)
    pattern = rf"[1-9]\d{{0,2}}(?:{mark}\d{{3}})+|[1-9]\d?(?:{mark}\d\d)+{mark}\d{{3}}"
    return re.fullmatch(pattern, digits) is not None


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator == 1 and abs(exponent) < 10**6:
        return _power_of(base, int(exponent))
    if base <= 0:
        refuse("such a power has no real value")
    size = log10(base.numerator) - log10(base.denominator)
    if abs(exponent) >= 10**6 or max(abs(size), abs(size * float(exponent))) > LARGEST:
        _too_large()
    return Fraction(float(base) ** float(exponent))


def _power_of(base: Fraction, exponent: int) -> Fraction:
    if not base and exponent < 0:
        refuse("nothing can be divided by zero")
    longest = max(len(str(abs(base.numerator))), len(str(base.denominator)))
    is_one = abs(base) == 1 or not base
    if not is_one and abs(exponent) * max(1, longest - 1) > MOST_DIGITS * 4:
        _too_large()
    return _bounded(base**exponent)


def _bounded(value: Fraction) -> Fraction:
    most = 10**MOST_DIGITS
    if abs(value.numerator) >= most or value.denominator >= most:
        _too_large()
    return value


def _too_large() -> NoReturn:
    refuse("that number is too large, or too small, to be read")
