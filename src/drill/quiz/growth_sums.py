"""Arithmetic with sums of terms, exact but where it is marked as loose.

Factors are kept until the end, since `2^(2n)` is not `2^n`.
"""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, Final, TypeAlias

from drill.quiz.growth_terms import (
    ONE,
    Atom,
    Term,
    is_bounded,
    logarithm,
    single,
    term,
    times,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

Sum: TypeAlias = dict[Term, float]
"""Terms with their factors, none of them zero."""

MOST_TERMS: Final = 8
MOST_POWER: Final = 100.0
MOST_DEPTH: Final = 3
"""Exponentials within one another."""


class Unread(ValueError):
    """A text that names no growth class that can be reckoned with."""


def collected(parts: Iterable[tuple[Term, float]]) -> Sum:
    """The sum of some terms with their factors."""
    found: Sum = {}
    for each, factor in parts:
        found[each] = found.get(each, 0.0) + factor
    kept = {each: factor for each, factor in found.items() if abs(factor) > 1e-12}  # noqa: PLR2004 - what rounding leaves of a zero
    if len(kept) > MOST_TERMS:
        raise Unread
    return kept


def constant(value: float) -> Sum:
    """A number."""
    return collected([(ONE, value)])


def value_of(one: Sum) -> float | None:
    """The number that a sum is; None of one with variables."""
    if not one:
        return 0.0
    return one.get(ONE) if len(one) == 1 else None


def added(one: Sum, other: Sum, sign: int = 1) -> Sum:
    """The sum, or with -1 the difference."""
    return collected([*one.items(), *((each, sign * n) for each, n in other.items())])


def multiplied(one: Sum, other: Sum) -> Sum:
    """The product."""
    return collected(
        (times(first, second), factor * number)
        for first, factor in one.items()
        for second, number in other.items()
    )


def divided(one: Sum, other: Sum) -> Sum:
    """The quotient by a sum of one term."""
    [(divisor, number)] = _single(other).items()
    return collected(
        (times(each, divisor, -1), factor / number) for each, factor in one.items()
    )


def _single(one: Sum) -> Sum:
    if len(one) != 1:
        raise Unread
    return one


def leading(one: Sum) -> Sum:
    """The terms that decide how a sum grows, with their factors.

    Raises:
        Unread: what is taken away may be as much as what is there.
    """
    kept = {
        each: factor
        for each, factor in one.items()
        if not any(
            other != each and other_factor > 0 and is_bounded(times(each, other, -1))
            for other, other_factor in one.items()
        )
    }
    if not kept or min(kept.values()) < 0:
        raise Unread
    return kept


def natural_log(one: Sum) -> tuple[Sum, bool]:
    """The natural logarithm, and whether that is loose: that of several terms is.

    ln(a + b) grows like ln a + ln b, and like ln a when a outgrows b; ln(a b) is
    ln a + ln b.
    """
    kept = leading(one)
    parts: list[tuple[Term, float]] = []
    for each, factor in kept.items():
        parts.append((ONE, log(factor)))
        parts += [(logarithm(atom), power) for atom, power in each]
    return collected(parts), len(one) > 1


def raised(base: Sum, power: float) -> Sum:
    """A constant power, term by term: (a + b)^p grows like a^p + b^p."""
    if abs(power) > MOST_POWER or (len(base) > 1 and power <= 0):
        raise Unread
    kept = leading(base)
    return collected(
        (times(ONE, each, power), factor**power) for each, factor in kept.items()
    )


def exponential(exponent: Sum) -> Sum:
    """E to the power of a sum.

    e^(q ln x) is x^q, and a constant in the exponent is a factor.
    """
    powers: dict[Atom, float] = {}
    factor = 1.0
    for each, number in exponent.items():
        if not each:
            factor = exp(number)
            continue
        atom = _of_log(each) or Atom("exp", "", each)
        if _depth(atom) > MOST_DEPTH:
            raise Unread
        powers[atom] = powers.get(atom, 0.0) + number
    return collected([(term(powers), factor)])


def _of_log(each: Term) -> Atom | None:
    """What a term is the logarithm of; None if it is more than a logarithm."""
    [*_, (atom, power)] = each
    is_log = len(each) == 1 and atom.kind == "log" and power == 1.0
    return atom.inner[0][0] if is_log else None


def _depth(atom: Atom) -> int:
    inner = max((_depth(each) for each, _ in atom.inner), default=0)
    return inner + (atom.kind == "exp")


def factorial(one: Sum) -> Sum:
    """The factorial of a variable, more or less a whole number: n!, (n - 1)!."""
    names = [each for each in one if each]
    shift = one.get(ONE, 0.0)
    if len(names) != 1 or one[names[0]] != 1.0 or shift != int(shift):
        raise Unread
    [(atom, power), *more] = names[0]
    if more or power != 1.0 or atom.kind != "var":
        raise Unread
    self_power = Atom("exp", "", times(single(atom), logarithm(atom)))
    decay = Atom("exp", "", single(atom))
    return {term({self_power: 1.0, decay: -1.0, atom: 0.5 + shift}): 1.0}
