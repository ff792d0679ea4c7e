"""How many rows an optimizer expects, from counts, distinct values and histograms.

Values are taken for equally frequent (uniformity), predicates for unrelated
(independence), and the fewer values of a join for contained in the more (containment).
Sources: Selinger et al., Access Path Selection, SIGMOD 1979, table 1; PostgreSQL
documentation, Row Estimation Examples.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def equal(distinct: int) -> Fraction:
    """The share of rows that have one given value."""
    return Fraction(1, distinct)


def one_of(count: int, distinct: int) -> Fraction:
    """The share that has one of some values."""
    return min(Fraction(1), Fraction(count, distinct))


def span(low: int, high: int, least: int, most: int) -> Fraction:
    """The share between two values, of a column that goes from `least` to `most`."""
    return Fraction(min(high, most) - max(low, least), most - least)


def below(bound: int, borders: Sequence[int]) -> Fraction:
    """The share below a value, by a histogram of buckets that hold equally many rows.

    Args:
        bound: within the histogram.
        borders: of the buckets, one more than there are buckets.
    """
    buckets = len(borders) - 1
    whole = sum(border <= bound for border in borders[1:])
    if whole == buckets:
        return Fraction(1)
    left, right = borders[whole], borders[whole + 1]
    return (whole + Fraction(bound - left, right - left)) / buckets


def all_of(shares: Iterable[Fraction]) -> Fraction:
    """The share that meets all of some unrelated predicates."""
    product = Fraction(1)
    for share in shares:
        product *= share
    return product


def any_of(shares: Iterable[Fraction]) -> Fraction:
    """The share that meets at least one of some unrelated predicates."""
    return 1 - all_of(1 - share for share in shares)


def join(rows: int, others: int, distinct: int, others_distinct: int) -> Fraction:
    """The rows of an equijoin of two tables on one column each."""
    return Fraction(rows * others, max(distinct, others_distinct))
