"""Growth classes: when `O(n log n)` and `n·lg n` are the same.

A class is a sum of terms without their factors, and without those that others cover.
Variables are independent of one another. Equal classes are equal in growth; two that
differ here may in rare cases still be the same, never the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from drill.quiz.growth_reading import read_growth
from drill.quiz.growth_sums import Unread
from drill.quiz.growth_terms import Term, is_bounded, is_covered, rounded, times

if TYPE_CHECKING:
    from drill.quiz.growth_sums import Sum


@dataclass(frozen=True, slots=True)
class Growth:
    """A class of functions that grow alike."""

    terms: frozenset[Term]

    def is_within(self, other: Growth) -> bool:
        """Whether it grows no faster than another, as far as that can be known."""
        return all(
            each in other.terms or is_covered(each, list(other.terms))
            for each in self.terms
        )


@lru_cache(maxsize=256)
def growth(text: str) -> Growth | None:
    """The class that a text names: `O(V + E)`; None when it cannot be read."""
    try:
        return Growth(_leading_terms(read_growth(text)))
    except (Unread, ArithmeticError):
        return None


def _leading_terms(found: Sum) -> frozenset[Term]:
    """The terms that no other covers."""
    positive = [each for each, factor in found.items() if factor > 0]
    for each, factor in found.items():
        falls = any(is_bounded(times(each, other, -1)) for other in positive)
        if factor < 0 and not falls:
            raise Unread
    if not positive:
        raise Unread
    terms = set(map(rounded, positive))
    # Beside all others, also those that are covered themselves: n m is covered by
    # n^2 + m^2, whichever comes first, even where 2^n covers n^2.
    return frozenset(
        each for each in terms if not is_covered(each, list(terms - {each}))
    )


def compared(given: Growth, answer: Growth) -> str:
    """How a class grows beside the right one, in a few words; may be empty."""
    is_below, is_above = given.is_within(answer), answer.is_within(given)
    if is_below is is_above:
        return ""
    return f"that grows {'slower' if is_below else 'faster'} than the answer"
