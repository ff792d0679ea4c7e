"""BM25, fusion of rankings, and scores that get it wrong."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Rules:
    """How a term is weighed; the defaults are usual."""

    k1: float = 1.2
    """How soon further occurrences count for less."""
    b: float = 0.75
    """How much the length of a document matters."""
    saturates: bool = True
    """Whether further occurrences count for less and less."""
    has_idf: bool = True
    """Whether rare terms weigh more."""


USUAL = Rules()


def idf(documents: int, having: int) -> float:
    """The weight of a term that so many documents have.

    Source: Robertson and Zaragoza 2009, section 3.1, with the 1 inside that Lucene adds
    so that it is never negative.
    """
    return log(1 + (documents - having + 0.5) / (having + 0.5))


def saturation(count: int, length: float, rules: Rules = USUAL) -> float:
    """What occurrences are worth in a document of `length` × the mean length.

    Source: Robertson and Zaragoza 2009, equation 3.15, with the factor k1 + 1.
    """
    if not rules.saturates:
        return float(count)
    norm = rules.k1 * (1 - rules.b + rules.b * length)
    return count * (rules.k1 + 1) / (count + norm)


def score(
    documents: int, having: int, count: int, length: float, rules: Rules = USUAL
) -> float:
    """The score of a document for one term."""
    weight = idf(documents, having) if rules.has_idf else 1.0
    return weight * saturation(count, length, rules)


def fused(rankings: Sequence[Sequence[str]], k: int = 60) -> dict[str, Fraction]:
    """Reciprocal rank fusion: Σ 1 / (k + rank), ranks from 1.

    Source: Cormack, Clarke and Buettcher 2009.
    """
    found: dict[str, Fraction] = {}
    for ranking in rankings:
        for rank, name in enumerate(ranking, 1):
            found[name] = found.get(name, Fraction(0)) + Fraction(1, k + rank)
    return found


def order(scores: dict[str, Fraction]) -> list[str]:
    """Names by falling score, those alike by name."""
    return sorted(scores, key=lambda name: (-scores[name], name))
