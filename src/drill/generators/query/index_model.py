"""What a composite B+ tree index does for a query.

Its entries are sorted by the first column, then the second, and so on. A scan reads one
stretch of them: equalities on the leading columns and one range behind those bound it.
Skip scans are left out.
Source: PostgreSQL documentation, section 11.3, as of version 17.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Condition:
    """A predicate on one column."""

    column: str
    is_equality: bool
    """Else it is a range."""
    share: Fraction = Fraction(1)
    """Of the rows that it leaves."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How somebody thinks that an index is used; all but the defaults are errors."""

    passes_gaps: bool = False
    """Whether columns behind one without a predicate still narrow the scan."""
    passes_ranges: bool = False
    """Whether columns behind a range do."""
    takes_range: bool = True
    """Whether the first range narrows the scan."""
    only_first: bool = False
    """Whether nothing but the first column counts."""
    minds_order: bool = True
    """Without it, any column of the index narrows the scan."""


TREE = Rules()


def bounding(
    index: Sequence[str], where: Mapping[str, Condition], rules: Rules = TREE
) -> list[str]:
    """The columns whose predicates narrow the stretch that is scanned."""
    found = []
    for column in index[:1] if rules.only_first else index:
        condition = where.get(column)
        if condition is None:
            if rules.passes_gaps or not rules.minds_order:
                continue
            break
        if condition.is_equality or rules.takes_range:
            found.append(column)
        if not (condition.is_equality or rules.passes_ranges or not rules.minds_order):
            break
    return found


def scanned(
    rows: int,
    index: Sequence[str],
    where: Mapping[str, Condition],
    rules: Rules = TREE,
) -> Fraction:
    """The entries that a scan reads, predicates being independent."""
    left = Fraction(rows)
    for column in bounding(index, where, rules):
        left *= where[column].share
    return left


def is_sorted(
    index: Sequence[str],
    where: Mapping[str, Condition],
    order: Sequence[str],
) -> bool:
    """Whether a scan gives its rows in an order, all columns ascending.

    Columns that are fixed by an equality may stand anywhere in it, or be left out.
    """
    fixed = {name for name, each in where.items() if each.is_equality}
    wanted = [column for column in order if column not in fixed]
    given = [column for column in index if column not in fixed]
    return given[: len(wanted)] == wanted


def is_covering(index: Sequence[str], used: Sequence[str]) -> bool:
    """Whether the index holds every column that the query uses."""
    return set(used) <= set(index)
