"""A set-associative cache with LRU in each set, and the three kinds of misses.

A miss is compulsory when its block was never used before; capacity when a fully
associative LRU cache of the same size would miss too; otherwise it is a conflict.
Source: Hill and Smith, Evaluating Associativity in CPU Caches, 1989.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Cache:
    """Its geometry; all three are powers of two, but for the ways."""

    sets: int
    ways: int
    line: int
    """Bytes of a block."""
    is_fifo: bool = False
    """Whether the line that came first gives way (wrong, or another cache)."""

    @property
    def size(self) -> int:
        """Bytes of data."""
        return self.sets * self.ways * self.line


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address goes."""

    tag: int
    index: int
    """Of the set."""
    offset: int
    """Of the byte in its block."""


class Outcome(StrEnum):
    """What an access meets."""

    HIT = "hit"
    COMPULSORY = "compulsory"
    CAPACITY = "capacity"
    CONFLICT = "conflict"


def place_of(address: int, cache: Cache) -> Place:
    """Tag, set and offset of an address."""
    block, offset = divmod(address, cache.line)
    tag, index = divmod(block, cache.sets)
    return Place(tag, index, offset)


def hits(addresses: Sequence[int], cache: Cache) -> list[bool]:
    """Whether each access finds its block; the cache is empty at first."""
    sets: list[list[int]] = [[] for _ in range(cache.sets)]
    found = []
    for address in addresses:
        place = place_of(address, cache)
        lines = sets[place.index]
        found.append(place.tag in lines)
        if not (found[-1] and cache.is_fifo):
            if found[-1]:
                lines.remove(place.tag)
            lines.append(place.tag)
            del lines[: -cache.ways]
    return found


def outcomes(addresses: Sequence[int], cache: Cache) -> list[Outcome]:
    """What each access meets."""
    whole = Cache(1, cache.sets * cache.ways, cache.line)
    seen: set[int] = set()
    found = []
    pairs = zip(hits(addresses, cache), hits(addresses, whole), strict=True)
    for address, (is_hit, is_hit_of_whole) in zip(addresses, pairs, strict=True):
        block = address // cache.line
        if is_hit:
            found.append(Outcome.HIT)
        elif block not in seen:
            found.append(Outcome.COMPULSORY)
        else:
            found.append(Outcome.CONFLICT if is_hit_of_whole else Outcome.CAPACITY)
        seen.add(block)
    return found
