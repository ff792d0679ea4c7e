"""How high a B+ tree is, and how many of its pages a query reads.

Nodes are filled evenly; what does not fill a node opens another.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """What fits into a page."""

    leaf: int
    """Entries of a leaf."""
    fan_out: int
    """Children of an inner node, >= 2."""


def fits(page: int, entry: int, fill: int = 100) -> int:
    """How many entries fit into a page.

    Args:
        page: bytes.
        entry: bytes of one entry.
        fill: percent of the page that is used.
    """
    return page * fill // 100 // entry


def nodes(rows: int, shape: Shape) -> list[int]:
    """How many nodes each level has, the leaves first, the root (1) last."""
    counts = [-(-rows // shape.leaf)]
    while counts[-1] > 1:
        counts.append(-(-counts[-1] // shape.fan_out))
    return counts


def levels(rows: int, shape: Shape) -> int:
    """How many levels a tree of so many rows has, the leaves included."""
    return len(nodes(rows, shape))


def capacity(level_count: int, shape: Shape) -> int:
    """The most rows that fit into so many levels, the leaves included."""
    return int(shape.leaf * shape.fan_out ** (level_count - 1))


def range_reads(matches: int, rows: int, shape: Shape, *, is_clustered: bool) -> int:
    """Page reads of a range scan, nothing being cached.

    Args:
        matches: rows of the range, >= 1; they begin at the beginning of a leaf.
        rows: of the table.
        shape: of the index.
        is_clustered: whether leaves hold the rows; else each row is a read of its own.
    """
    leaves = -(-matches // shape.leaf)
    descent = levels(rows, shape) - 1
    return descent + leaves + (0 if is_clustered else matches)
