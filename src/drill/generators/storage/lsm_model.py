"""An LSM tree: how often it writes a byte, what a lookup reads, what it stores twice.

Level 1 takes what is flushed from memory, and each level holds `ratio` times as much
as the one above. Leveling keeps one sorted run a level; a table that moves down is
merged with the `ratio` tables of the next level that it overlaps. Tiering collects
`ratio` runs and merges them into one run of the next level.
Sources: the LevelDB implementation notes; Dayan, Athanassoulis and Idreos, Monkey,
SIGMOD 2017.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Policy(StrEnum):
    """How runs are merged."""

    LEVELING = "leveling"
    TIERING = "tiering"


@dataclass(frozen=True, slots=True)
class Table:
    """An SSTable: sorted rows of a range of keys, both ends included."""

    name: str
    level: int
    """0: flushed, may overlap others of level 0; below, tables of a level never do."""
    age: int
    """The larger, the older; only level 0 needs it."""
    first: int
    last: int

    def covers(self, key: int) -> bool:
        """Whether the key may be in it."""
        return self.first <= key <= self.last


# --- lookups ----------------------------------------------------------------------


def lookup(tables: Iterable[Table], key: int) -> list[Table]:
    """The tables that may hold a key, in the order in which they are looked into.

    Source: the LevelDB implementation notes: level 0 from the newest table to the
    oldest, then one table of each level.
    """
    covering = [table for table in tables if table.covers(key)]
    return sorted(covering, key=lambda table: (table.level, table.age))


def expected_reads(false_positives: Sequence[float]) -> float:
    """Tables read in vain for a key that is nowhere, each behind a Bloom filter.

    Args:
        false_positives: the rate of each table, 0 to 1.

    Source: Monkey, section 4.1, equation 3.
    """
    return sum(false_positives)


def runs(levels: int, ratio: int, policy: Policy) -> int:
    """The most sorted runs there are, the memory apart."""
    return levels * (ratio - 1 if policy is Policy.TIERING else 1)


# --- amplification ----------------------------------------------------------------


def levels(data: int, first: int, ratio: int) -> int:
    """How many levels hold some data together, level 1 holding `first`.

    Args:
        data: bytes, or any other unit.
        first: what level 1 holds, in the same unit.
        ratio: between one level and the next, >= 2.
    """
    count, room = 0, 0
    while room < data:
        room += first * ratio**count
        count += 1
    return count


def write_amplification(depth: int, ratio: int, policy: Policy) -> int:
    """Bytes written to tables for each byte, when it has reached the last level.

    The flush writes it once, into level 1. Under leveling, each byte that moves down
    has `ratio` bytes of the next level written again.

    Args:
        depth: levels.
        ratio: between one level and the next.
        policy: of merging.
    """
    a_level = 1 if policy is Policy.TIERING else ratio + 1
    return 1 + (depth - 1) * a_level


def space_amplification(depth: int, ratio: int) -> float:
    """Bytes stored for each byte of live data under leveling, when all is overwritten.

    All levels above the last hold newer versions of what the last one holds.
    """
    return float(sum(1 / ratio**above for above in range(depth)))
