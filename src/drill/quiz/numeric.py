"""Marking numbers: with their units, within their leeway."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import log10
from typing import TYPE_CHECKING, Final

from drill.quiz.marks import Mark
from drill.quiz.numbers import Read, Unreadable, clean, read_number, shortened
from drill.quiz.partial import NO_ANSWER
from drill.quiz.units import (
    SCALES,
    Ambiguous,
    Unit,
    kind_of_unit,
    prefix,
    read_unit,
    singular,
    words_of,
)
from drill.quiz.wording import is_exact, plain_number

if TYPE_CHECKING:
    from drill.content.questions import Leeway, NumericQuestion

LONGEST: Final = 400
"""Characters of a response that are looked at."""
MOST_PARTS: Final = 4
"""Of a time such as `1 h 30 min`."""
CLOSE: Final = Fraction(1, 10**9)
"""Share by which numbers that are not whole may differ and yet be the same."""
SLACK: Final = 1e-9
"""Powers of ten, likewise."""

_PARTS = re.compile(r"([^\W\d]+)[ ,]*(?:and )?(?=\d)")
_SCALE = re.compile(rf"({'|'.join(SCALES)})(?![^\W\d_])\s*", re.IGNORECASE)
_PREFIX = re.compile(r"([kKMGTPE]i?|[gtmKk]) +(?=\S)")


@dataclass(frozen=True, slots=True)
class _Understood:
    """A number in the unit that is asked for."""

    value: Fraction
    text: str
    """How it was read; empty when that is plain."""
    foreign: str = ""
    """What its unit measures, when that is not what is asked for."""


def numeric_complaint(question: NumericQuestion, text: str) -> str:
    """Why a text is no number that could be marked; empty if it is, or is blank."""
    try:
        _understood(question, text)
    except (Unreadable, Ambiguous) as error:
        reason = str(error)
        return f"{reason[0].upper()}{reason[1:]}."
    return ""


def mark_numeric(question: NumericQuestion, text: str) -> Mark:
    """All or nothing: within the leeway or not."""
    try:
        found = _understood(question, text)
    except (Unreadable, Ambiguous) as error:
        return Mark(0.0, remark=str(error))
    if found is None:
        return NO_ANSWER
    if found.foreign:
        return Mark(0.0, remark=found.foreign, understood=found.text)
    answer = exact(question.answer)
    if is_within(found.value, answer, question.leeway):
        return Mark(1.0, remark=_distance(found.value, answer), understood=found.text)
    return Mark(
        0.0,
        remark=_distance(found.value, answer),
        understood=found.text,
        mistake=_mistake(question, found.value),
    )


def exact(number: float) -> Fraction:
    """The number that is meant by its decimal digits: 0.1 is a tenth."""
    return Fraction(repr(number))


def is_within(value: Fraction, answer: Fraction, leeway: Leeway | None) -> bool:
    """Whether a number is the answer, or near enough to it.

    Without leeway whole numbers must be equal; others may differ by a billionth,
    since their last digits are an accident of the computer. An order of magnitude
    is that of the ratio of two numbers of one sign; zero is near to itself alone.
    """
    if value == answer:
        return True
    if leeway is None:
        return answer.denominator > 1 and abs(value - answer) <= CLOSE * abs(answer)
    if leeway.magnitude is not None:
        ratio = value / answer if answer else Fraction(0)
        return ratio > 0 and abs(_size(ratio)) <= leeway.magnitude + SLACK
    reach = exact(leeway.absolute or 0) + exact(leeway.relative or 0) * abs(answer)
    return abs(value - answer) <= reach * (1 + CLOSE)


def _size(ratio: Fraction) -> float:
    """The logarithm of a positive number to base ten, however large."""
    return log10(ratio.numerator) - log10(ratio.denominator)


def _mistake(question: NumericQuestion, value: Fraction) -> str:
    """The known error whose result is nearest, of those that are near enough."""
    near: list[tuple[Fraction, str]] = []
    for each in question.mistakes:
        try:
            wrong = _understood(question, each.answer)
        except (Unreadable, Ambiguous):
            continue
        if wrong is not None and is_within(value, wrong.value, question.leeway):
            near.append((abs(value - wrong.value), each.why))
    return min(near)[1] if near else ""


def _distance(value: Fraction, answer: Fraction) -> str:
    """How far off a number is, in a few words; empty when it is the answer."""
    if value == answer:
        return ""
    if not answer or not value or value / answer < 0:
        return "the sign is wrong" if value == -answer else ""
    ratio = value / answer
    side = "large" if abs(ratio) > 1 else "small"
    if Fraction(1, 2) < ratio < 2:
        share = abs(ratio - 1) * 100
        shown = f"{float(share):.2g}" if share < 10 else f"{float(share):.0f}"  # noqa: PLR2004
        return f"{shown} % too {side}"
    times = ratio if ratio > 1 else 1 / ratio
    return f"too {side} by a factor of {_rounded(times)}"


def _rounded(times: Fraction) -> str:
    return plain_number(Fraction(f"{float(times):.3g}") if times < 10**15 else times)


# --- reading --------------------------------------------------------------------


def _understood(question: NumericQuestion, text: str) -> _Understood | None:
    """The number of a response; None of a blank one."""
    if len(text) > LONGEST:
        raise Unreadable("that is too long for a number")
    typed = clean(text)
    if not typed:
        return None
    asked = read_unit(clean(question.unit), binary=question.binary_prefixes)
    if question.unit and not question.unit[0].isalnum():
        typed = typed.removeprefix(clean(question.unit)).lstrip() or typed
    found, unit = _read(question, typed, asked)
    value = found.value * unit.factor
    if unit.dimension != asked.dimension:
        said = f"that is {kind_of_unit(unit)}, and {kind_of_unit(asked)} is asked for"
        return _Understood(value, "", said)
    value /= asked.factor
    return _Understood(value, _said(question, found, value))


def _said(question: NumericQuestion, found: Read, value: Fraction) -> str:
    """`4 KiB = 4,096 B`; empty when nothing had to be read into it."""
    number, unit = plain_number(value), clean(question.unit)
    digits = found.text.replace(",", "") == number.replace(",", "")
    if digits and found.rest in {"", unit}:
        return ""
    typed = shortened(f"{found.text} {found.rest}".strip())
    sign = "=" if is_exact(value) else "≈"
    return f"{typed} {sign} {number} {unit}".strip()


def _read(question: NumericQuestion, typed: str, asked: Unit) -> tuple[Read, Unit]:
    """A number and its unit, or several of times that are added: `1 h 30 min`."""
    found = read_number(typed)
    parts = _PARTS.match(found.rest)
    if parts is None:
        return found, _unit(question, found.rest, asked)
    total, rest, unit = Fraction(0), typed, asked
    for _ in range(MOST_PARTS):
        each = read_number(rest)
        parts = _PARTS.match(each.rest)
        unit = _unit(question, parts[1] if parts else each.rest, asked)
        if unit.dimension != (("time", 1),) or (not parts and not each.rest):
            raise Unreadable(f"“{shortened(found.rest)}” is no unit")
        total += each.value * unit.factor
        if parts is None:
            seconds = Unit(dimension=(("time", 1),))
            return Read(total, typed, ""), seconds
        rest = each.rest[parts.end() :]
    raise Unreadable(f"“{shortened(found.rest)}” is no unit")


def _unit(question: NumericQuestion, rest: str, asked: Unit) -> Unit:
    """The unit behind a number; the one that is asked for when there is none."""
    factor = Fraction(1)
    binary = question.binary_prefixes
    if found := _SCALE.match(rest):
        factor, rest = SCALES[found[1].lower()], rest[found.end() :]
    elif found := _PREFIX.match(rest):
        factor = prefix(found[1], binary=binary) or factor
        rest = rest[found.end() :]
    elif (alone := prefix(rest, binary=binary)) or rest == "B" and not asked.dimension:
        if asked.dimension == (("data", 1),) and asked.factor not in {1, 8}:
            raise Unreadable(f"“{rest}” alone may mean either: write the unit too")
        factor, rest = alone or SCALES["billion"], ""
    unit = _behind(question, rest, asked)
    return Unit(unit.factor * factor, unit.dimension)


def _behind(question: NumericQuestion, rest: str, asked: Unit) -> Unit:
    if not rest:
        return asked
    if rest == "m" and asked.dimension == (("time", 1),):
        return Unit(Fraction(60), asked.dimension)
    unit = read_unit(rest, binary=question.binary_prefixes, asked=asked)
    known = {*asked.words, *words_of(question.text), *words_of(question.unit)}
    if strange := sorted(unit.words - known):
        wanted = f"the answer is in {question.unit}" if question.unit else "no unit"
        raise Unreadable(f"“{shortened(strange[0])}” is not known here: {wanted}")
    return unit
