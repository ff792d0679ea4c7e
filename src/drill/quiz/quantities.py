"""Reading what was typed for a number: the number, its unit, and what is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drill.quiz.numbers import Unreadable, clean, read_number, refuse, shortened
from drill.quiz.units import (
    ONE,
    SCALES,
    Unit,
    kind_of_unit,
    prefix,
    read_unit,
    words_of,
)
from drill.quiz.wording import is_exact, plain_number

if TYPE_CHECKING:
    from drill.content.questions import NumericQuestion
    from drill.quiz.units import Dimension

LONGEST: Final = 400
"""Characters of a response that are looked at."""
MOST_PARTS: Final = 4
"""Of a time such as `1 h 30 min`."""
TIME: Final = (("time", 1),)

_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_PART = re.compile(r"([^\W\d]+)[ ,]*(?:and )?(?=\d)")
_SCALE = re.compile(rf"({'|'.join(SCALES)})(?![^\W\d_])\s*", re.IGNORECASE)
_PREFIX = re.compile(r"([kKMGTPE]i?|[gt])(?: +(?=\S)|(?=/))")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the unit that is asked for."""

    value: Fraction
    text: str = ""
    """How it was read, such as `4 KiB = 4,096 B`; empty when that is plain."""
    foreign: str = ""
    """What its unit measures, in a sentence, when that is not what is asked for."""


def read_quantity(question: NumericQuestion, text: str) -> Quantity | None:
    """The number that a response means; None of a blank one.

    Raises:
        Unreadable: it is no number, or its unit cannot be made out.
    """
    if _PLAIN.fullmatch(text):
        return Quantity(Fraction(text))
    if len(text) > LONGEST:
        refuse("that is too long for a number")
    typed = clean(text)
    if not typed:
        return None
    asked = _asked(question.unit, binary=question.binary_prefixes)
    if question.unit and not question.unit[0].isalnum():
        typed = typed.removeprefix(clean(question.unit)).lstrip() or typed
    value, dimension = _read(question, typed, asked)
    if dimension != asked.dimension:
        given = kind_of_unit(Unit(dimension=dimension))
        said = f"that is {given}, and {kind_of_unit(asked)} is asked for"
        return Quantity(value, foreign=said)
    value /= asked.factor
    return Quantity(value, _said(typed, value, clean(question.unit)))


@lru_cache(maxsize=256)
def _asked(unit: str, *, binary: bool) -> Unit:
    """The unit of a question.

    One that can be read in two ways is never refused: `mb` is taken for bits, `mw` for
    a mere word.
    """
    return read_unit(clean(unit), binary=binary, asked=Unit(is_of_bits=True))


def _said(typed: str, value: Fraction, unit: str) -> str:
    """`4 KiB = 4,096 B`; empty when nothing had to be read into it."""
    number = plain_number(value)
    bare = typed.replace(",", "").removesuffix(unit).rstrip()
    if bare == number.replace(",", ""):
        return ""
    sign = "=" if is_exact(value) else "≈"
    return f"{shortened(typed)} {sign} {number} {unit}".strip()


def _read(
    question: NumericQuestion, typed: str, asked: Unit
) -> tuple[Fraction, Dimension]:
    """A number times its unit, or the sum of several times: `1 h 30 min`."""
    found = read_number(typed)
    if not _PART.match(found.rest):
        unit = _unit(question, found.rest, asked)
        return found.value * unit.factor, unit.dimension
    total = Fraction(0)
    for _ in range(MOST_PARTS):
        part = _PART.match(found.rest)
        name = part[1] if part else found.rest
        unit = _unit(question, name, asked)
        if not name or unit.dimension != TIME:
            break
        total += found.value * unit.factor
        if part is None:
            return total, TIME
        found = read_number(found.rest[part.end() :])
    reason = f"“{shortened(typed)}” is no number with its unit"
    raise Unreadable(reason)


def _unit(question: NumericQuestion, rest: str, asked: Unit) -> Unit:
    """The unit behind a number; the one that is asked for when there is none."""
    if found := _SCALE.match(rest):
        factor, rest = SCALES[found[1].lower()], rest[found.end() :]
    elif found := _PREFIX.match(rest):
        factor = prefix(found[1], binary=question.binary_prefixes) or Fraction(1)
        rest = rest[found.end() :]
    elif alone := _alone(question, rest, asked):
        factor, rest = alone, ""
    else:
        factor = Fraction(1)
    unit = _behind(question, rest, asked)
    return Unit(unit.factor * factor, unit.dimension)


def _alone(question: NumericQuestion, rest: str, asked: Unit) -> Fraction | None:
    """The factor of a prefix without a unit: `4k`, and `7B` of things counted."""
    if rest in {"b", "B"} and not asked.dimension:
        return SCALES["billion"]
    factor = prefix(rest, binary=question.binary_prefixes)
    if factor and dict(asked.dimension).get("data") and asked.factor not in {1, 8}:
        refuse(f"“{rest}” may belong to {question.unit} or not: write the unit")
    return factor


def _behind(question: NumericQuestion, rest: str, asked: Unit) -> Unit:
    if rest in {"", clean(question.unit)}:
        return asked
    if rest == "m" and asked.dimension == TIME:
        return Unit(Fraction(60), TIME)
    said = frozenset(words_of(question.text))
    if not question.unit and said.issuperset(words_of(rest)) and any(words_of(rest)):
        return ONE
    unit = read_unit(rest, binary=question.binary_prefixes, asked=asked)
    strange = unit.words - asked.words - said - frozenset(words_of(question.unit))
    if strange or (unit.dimension and not question.unit):
        wanted = f"in {question.unit}" if question.unit else "without a unit"
        refuse(f"“{shortened(rest)}” is not understood: answer {wanted}")
    return unit
