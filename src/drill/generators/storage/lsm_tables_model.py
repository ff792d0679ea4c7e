"""SSTables for the questions about lookups: drawn by chance, and written as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.generators.storage.lsm_model import Table
from drill.generators.wording import fenced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance


def _cut(chance: Chance, count: int) -> list[tuple[int, int]]:
    """Ranges of keys that touch but do not overlap."""
    borders = sorted(chance.shuffled(range(10, 90))[: count - 1])
    firsts = [1, *(border + 1 for border in borders)]
    return list(zip(firsts, [*borders, 99], strict=True))


def drawn_tables(chance: Chance) -> list[Table]:
    """Some tables of levels 0 to 2; those of level 0 from the newest on."""
    names = iter("ABCDEFGHJKLMNP")
    found = []
    for age in range(chance.whole(2, 4)):
        first = chance.whole(1, 60)
        last = first + chance.whole(15, 39)
        found.append(Table(next(names), 0, age, first, last))
    for level, count in ((1, chance.whole(2, 3)), (2, chance.whole(3, 5))):
        for first, last in _cut(chance, count):
            found.append(Table(next(names), level, 0, first, last))
    return found


def drawing(tables: Sequence[Table]) -> str:
    """The tables, a line each level."""
    lines = []
    for level in range(3):
        row = [each for each in tables if each.level == level]
        shown = "  ".join(f"{each.name} {each.first}–{each.last}" for each in row)
        lines.append(f"level {level}  {shown}")
    return fenced(lines)
