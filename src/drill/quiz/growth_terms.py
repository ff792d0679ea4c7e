"""Products of powers that a growth class is a sum of, and which of two grows faster.

All atoms of a term are at least 1 once their variables are large. Factorials are
Stirling's: n! grows like n^n e^-n √n.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cmp_to_key
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, order=True)
class Atom:
    """What a term is a product of powers of."""

    kind: str
    """`var`; `log`: of the one atom within; `exp`: e to the power of the term within;
    `log*` and `alpha`: of a variable."""
    name: str = ""
    """Of the variable."""
    inner: Term = ()


Term: TypeAlias = tuple[tuple[Atom, float], ...]
"""Atoms with their exponents, none of them zero, in a fixed order."""

ONE: Final[Term] = ()
NOTHING: Final = 1e-7
"""Exponents that differ by less are the same."""
DIGITS: Final = 7
_HEIGHTS: Final = {"var": 0, "log*": 1000, "alpha": 2000}
"""Slower than any tower of logarithms that anybody writes down."""


def term(powers: Mapping[Atom, float]) -> Term:
    """A term of some powers; those of next to nothing are left out."""
    kept = [(atom, power) for atom, power in powers.items() if abs(power) > NOTHING]
    return tuple(sorted(kept))


def single(atom: Atom) -> Term:
    """An atom by itself."""
    return ((atom, 1.0),)


def logarithm(atom: Atom) -> Term:
    """The natural logarithm of an atom."""
    return atom.inner if atom.kind == "exp" else single(Atom("log", "", single(atom)))


def times(one: Term, other: Term, power: float = 1.0) -> Term:
    """The product of a term and a power of another."""
    powers = dict(one)
    for atom, exponent in other:
        powers[atom] = powers.get(atom, 0.0) + power * exponent
    return term(powers)


def rounded(one: Term) -> Term:
    """A term whose exponents can be compared for equality."""
    return tuple(
        (Atom(atom.kind, atom.name, rounded(atom.inner)), round(power, DIGITS))
        for atom, power in one
    )


def variables(one: Term) -> frozenset[str]:
    """The names of the variables within a term."""
    return frozenset(
        name
        for atom, _ in one
        for name in (variables(atom.inner) if atom.inner else {atom.name})
    )


def is_bounded(one: Term) -> bool:
    """Whether a term is known to stay below some number, however its variables grow.

    Each variable goes its own way, so each must be bounded by itself; where several
    are tied within an atom, all that is known is that a product of inverses is.
    """
    groups: dict[frozenset[str], list[tuple[Atom, float]]] = {}
    for atom, power in one:
        groups.setdefault(variables(single(atom)), []).append((atom, power))
    if any(len(names) > 1 for names in groups):
        return all(power < 0 for _, power in one)
    return all(_leading(group) < 0 for group in groups.values())


def _leading(powers: list[tuple[Atom, float]]) -> float:
    """The exponent of the atom that grows fastest; all are of one variable."""
    return max(powers, key=lambda each: cmp_to_key(_compared)(each[0]))[1]


def _compared(one: Atom, other: Atom) -> int:
    """Positive when the first of two atoms of one variable outgrows the other.

    An exponential is compared by its logarithm, one storey down.
    """
    if "exp" not in {one.kind, other.kind}:
        return _height(other) - _height(one)
    quotient = times(logarithm(one), logarithm(other), -1)
    if not quotient:
        return 0
    return 1 if _leading(list(quotient)) > 0 else -1


def _height(atom: Atom) -> int:
    """How many logarithms deep an atom is that is no exponential."""
    return 1 + _height(atom.inner[0][0]) if atom.kind == "log" else _HEIGHTS[atom.kind]


def is_covered(one: Term, others: list[Term]) -> bool:
    """Whether some other term, or a mean of two others, grows at least as fast.

    A weighted geometric mean of two terms never exceeds the larger one, so that
    `n m` is covered by `n^2 + m^2`.
    """
    if any(is_bounded(times(one, other, -1)) for other in others):
        return True
    return any(
        _is_between(one, first, second)
        for place, first in enumerate(others)
        for second in others[place + 1 :]
    )


def _is_between(one: Term, first: Term, second: Term) -> bool:
    """Whether no exponent of a term exceeds that of some mean of two others.

    The mean has the share s of the first: s * a + (1 - s) * b >= c for each atom.
    """
    powers, ours, theirs = dict(one), dict(first), dict(second)
    least, most = 0.0, 1.0
    for atom in {*powers, *ours, *theirs}:
        low, high = theirs.get(atom, 0.0), ours.get(atom, 0.0)
        lack = powers.get(atom, 0.0) - low
        if high - low > NOTHING:
            least = max(least, lack / (high - low))
        elif low - high > NOTHING:
            most = min(most, lack / (high - low))
        elif lack > NOTHING:
            return False
    return least <= most + NOTHING
