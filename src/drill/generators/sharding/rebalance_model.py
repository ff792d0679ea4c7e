"""How many keys or partitions move when nodes come or go, under several schemes."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def staying(before: int, after: int) -> Fraction:
    """The share of keys whose hash has the same remainder by both numbers of nodes.

    A remainder by both is the same only below the smaller number, and each such one
    comes once in as many hashes as their least common multiple says.
    """
    return Fraction(min(before, after), lcm(before, after))


def least_moves(partitions: int, before: int, after: int) -> int:
    """Partitions that must move when nodes are added, if as few as possible do.

    Before and afterwards each node has the same number of partitions, or one more. The
    new ones take their shares from the old, which exchange nothing.
    """
    even, more = divmod(partitions, after)
    return (after - before) * even + max(0, more - before)


def counts(partitions: int, nodes: int) -> list[int]:
    """How many partitions each node has in an even spread, the larger ones first."""
    even, more = divmod(partitions, nodes)
    return [even + 1] * more + [even] * (nodes - more)


def splits(ranges: Sequence[float], limit: int) -> list[float]:
    """The sizes of ranges after each that is larger than a limit was halved."""
    found: list[float] = []
    for size in ranges:
        if size > limit:
            found += splits([size / 2, size / 2], limit)
        else:
            found.append(size)
    return found
