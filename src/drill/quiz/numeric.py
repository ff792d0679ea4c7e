"""Marking numbers: with their units, within their leeway."""

from __future__ import annotations

from fractions import Fraction
from math import log10
from typing import TYPE_CHECKING, Final

from drill.quiz.marks import Mark
from drill.quiz.numbers import Unreadable
from drill.quiz.partial import NO_ANSWER
from drill.quiz.quantities import read_quantity
from drill.quiz.wording import plain_number

if TYPE_CHECKING:
    from drill.content.questions import Leeway, NumericQuestion

CLOSE: Final = Fraction(1, 10**9)
"""Share by which numbers that are not whole may differ and yet be the same."""
TIMES: Final = 2
"""From here on a distance is said as a factor."""
LARGEST: Final = 300
"""Powers of ten up to which a number is a float."""
SLACK: Final = 1e-9
"""Powers of ten, likewise."""


def numeric_complaint(question: NumericQuestion, text: str) -> str:
    """Why a text is no number that could be marked; empty if it is, or is blank."""
    try:
        read_quantity(question, text)
    except Unreadable as error:
        reason = str(error)
        return f"{reason[0].upper()}{reason[1:]}."
    return ""


def mark_numeric(question: NumericQuestion, text: str) -> Mark:
    """All or nothing: within the leeway or not."""
    try:
        found = read_quantity(question, text)
    except Unreadable as error:
        return Mark(0.0, remark=str(error))
    if found is None:
        return NO_ANSWER
    if found.foreign:
        return Mark(0.0, remark=found.foreign, understood=found.text)
    answer = exact(question.answer)
    if is_within(found.value, answer, question.leeway):
        off = _distance(found.value, answer)
        return Mark(1.0, remark=f"{off} off" if off else "", understood=found.text)
    return Mark(
        0.0,
        remark=_direction(found.value, answer),
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
            wrong = read_quantity(question, each.answer)
        except Unreadable:
            continue
        if wrong is not None and is_within(value, wrong.value, question.leeway):
            near.append((abs(value - wrong.value), each.why))
    return min(near)[1] if near else ""


def _direction(value: Fraction, answer: Fraction) -> str:
    """On which side a number misses, and by how much; empty when that says nothing."""
    if value == -answer:
        return "the sign is wrong"
    off = _distance(value, answer)
    if not off:
        return ""
    return f"too {'large' if abs(value) > abs(answer) else 'small'} by {off}"


def _distance(value: Fraction, answer: Fraction) -> str:
    """How far off a number is: `3 %`, `a factor of 8`; empty where none can be said."""
    ratio = value / answer if answer else Fraction(0)
    if ratio <= 0 or abs(ratio - 1) <= CLOSE:
        return ""
    if Fraction(1, TIMES) < ratio < TIMES:
        return f"{plain_number(_two_digits(abs(ratio - 1) * 100))} %"
    return f"a factor of {plain_number(_two_digits(max(ratio, 1 / ratio)))}"


def _two_digits(number: Fraction) -> Fraction:
    """A number > 0 as it is said: three digits, or two below ten."""
    if abs(_size(number)) > LARGEST:
        return number
    return Fraction(f"{float(number):.{3 if number >= 10 else 2}g}")  # noqa: PLR2004
