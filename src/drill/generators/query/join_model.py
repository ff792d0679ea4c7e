"""Page reads and writes of joins; writing the result is never counted.

Source: Ramakrishnan and Gehrke, Database Management Systems, 3rd edition, chapters 13
and 14.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt


@dataclass(frozen=True, slots=True)
class Table:
    """A table on disk."""

    pages: int
    rows_per_page: int

    @property
    def rows(self) -> int:
        """Of the whole table."""
        return self.pages * self.rows_per_page


def tuple_nested_loops(outer: Table, inner: Table) -> int:
    """Scan the inner table for each row of the outer one."""
    return outer.pages + outer.rows * inner.pages


def page_nested_loops(outer: Table, inner: Table) -> int:
    """Scan the inner table for each page of the outer one."""
    return outer.pages + outer.pages * inner.pages


def blocks(outer: Table, buffers: int) -> int:
    """How many blocks of the outer table there are: two buffers are kept free."""
    return ceil(outer.pages / (buffers - 2))


def block_nested_loops(outer: Table, inner: Table, buffers: int) -> int:
    """Scan the inner table for each block of the outer one.

    Args:
        outer: read once.
        inner: read once a block.
        buffers: pages of memory, >= 3: one reads the inner table, one takes the result.
    """
    return outer.pages + blocks(outer, buffers) * inner.pages


def index_nested_loops(outer: Table, probe: int) -> int:
    """Look up each row of the outer table; a lookup reads `probe` pages."""
    return outer.pages + outer.rows * probe


def sort_passes(pages: int, buffers: int) -> int:
    """Passes of an external merge sort, the one that makes the runs included."""
    runs, passes = ceil(pages / buffers), 1
    while runs > 1:
        runs = ceil(runs / (buffers - 1))
        passes += 1
    return passes


def sort_cost(pages: int, buffers: int) -> int:
    """Reads and writes of an external merge sort, the last pass being written."""
    return 2 * pages * sort_passes(pages, buffers)


def sort_merge(one: Table, other: Table, buffers: int) -> int:
    """Sort both tables, then read them side by side; few rows have one key."""
    sorting = sort_cost(one.pages, buffers) + sort_cost(other.pages, buffers)
    return sorting + one.pages + other.pages


def grace_hash(one: Table, other: Table) -> int:
    """Partition both tables, then read each pair of partitions once."""
    return 3 * (one.pages + other.pages)


def can_hash(smaller: int, buffers: int) -> bool:
    """Whether one round of partitioning does: partitions fit into memory.

    `buffers` - 1 partitions, and `buffers` - 2 pages for one of them, its hash table
    taking no more than its pages.
    """
    return ceil(smaller / (buffers - 1)) <= buffers - 2


def fewest_buffers(smaller: int) -> int:
    """The fewest buffers with which one round of partitioning does."""
    buffers = max(3, int(sqrt(smaller)))
    while not can_hash(smaller, buffers):
        buffers += 1
    return buffers
