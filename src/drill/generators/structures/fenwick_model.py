"""A Fenwick tree in an array from index 1, and indexes that go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def low_bit(index: int) -> int:
    """The value of the lowest bit that is set, of an index >= 1."""
    return index & -index


def covered(index: int) -> tuple[int, int]:
    """The first and the last position whose values a cell sums."""
    return index - low_bit(index) + 1, index


def downward(index: int) -> list[int]:
    """The cells that a prefix sum reads.

    Source: Fenwick 1994, section 2 (reading a cumulative frequency).
    """
    found = []
    while index > 0:
        found.append(index)
        index -= low_bit(index)
    return found


def upward(index: int, count: int) -> list[int]:
    """The cells that an update of a position changes, in a tree of `count` cells.

    Source: Fenwick 1994, section 2 (updating the table).
    """
    found = []
    while index <= count:
        found.append(index)
        index += low_bit(index)
    return found


def build(values: Sequence[int]) -> list[int]:
    """The cells for values at the positions 1, 2, …; cell 0 is unused and 0."""
    cells = [0] * (len(values) + 1)
    for position, value in enumerate(values, 1):
        for index in upward(position, len(values)):
            cells[index] += value
    return cells


def prefix(cells: Sequence[int], index: int) -> int:
    """The sum of the values at 1 to `index`."""
    return sum(cells[each] for each in downward(index))


def descend(cells: Sequence[int], wanted: int) -> list[tuple[int, bool]]:
    """Find the least position whose prefix sum is at least `wanted` (values >= 0).

    Returns:
        Each cell that is looked at, in order, and whether it is stepped over. The
        position is one after the last cell that is.

    Source: Fenwick 1994, section 2 (finding an element).
    """
    place, step, looked = 0, 1 << (len(cells) - 1).bit_length(), []
    while step:
        if place + step < len(cells):
            steps_over = cells[place + step] < wanted
            looked.append((place + step, steps_over))
            if steps_over:
                place += step
                wanted -= cells[place]
        step //= 2
    return looked
