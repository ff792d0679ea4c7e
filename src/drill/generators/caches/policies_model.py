"""Caches of fixed capacity under LRU, LFU and FIFO, and caches that get it wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Rules:
    """Who is evicted; the defaults are those of LRU."""

    policy: str = "lru"
    """`lru`, `lfu`, `fifo`, or `mru` (the latest used; wrong)."""
    tie: str = "lru"
    """Who goes among those used equally often: `lru` or `fifo`."""
    forgets: bool = True
    """Whether the count of a key is lost with it."""


@dataclass(slots=True)
class Entry:
    """A key in the cache."""

    entered: int
    """The access that brought it in, from 0."""
    used: int
    """The latest access."""
    count: int
    """Accesses since it came in, that one included."""


@dataclass(frozen=True, slots=True)
class Access:
    """What one access did."""

    key: str
    is_hit: bool
    evicted: str | None
    after: dict[str, tuple[int, int]]
    """The keys in the cache, the longest unused first: latest use and count."""


@dataclass(slots=True)
class Cache:
    """A cache that takes in every key it misses."""

    capacity: int
    rules: Rules
    entries: dict[str, Entry] = field(default_factory=dict)
    former: dict[str, int] = field(default_factory=dict)
    """Counts of keys that were evicted."""

    def access(self, key: str, now: int) -> Access:
        """Use a key: a hit, or a miss that may evict another."""
        evicted = None
        is_hit = key in self.entries
        if not is_hit:
            if len(self.entries) == self.capacity:
                evicted = self.victim()
                self.former[evicted] = self.entries.pop(evicted).count
            kept = 0 if self.rules.forgets else self.former.get(key, 0)
            self.entries[key] = Entry(now, now, kept)
        self.entries[key].used = now
        self.entries[key].count += 1
        return Access(key, is_hit, evicted, self._shown())

    def victim(self) -> str:
        """The key that would be evicted now."""

        def order(key: str) -> tuple[int, int]:
            entry = self.entries[key]
            tie = entry.used if self.rules.tie == "lru" else entry.entered
            return {
                "lru": (entry.used, 0),
                "mru": (-entry.used, 0),
                "fifo": (entry.entered, 0),
                "lfu": (entry.count, tie),
            }[self.rules.policy]

        return min(self.entries, key=order)

    def _shown(self) -> dict[str, tuple[int, int]]:
        ordered = sorted(self.entries, key=lambda key: self.entries[key].used)
        return {
            key: (self.entries[key].used, self.entries[key].count) for key in ordered
        }


def trace(capacity: int, keys: Sequence[str], rules: Rules) -> list[Access]:
    """Each access of a cache that is empty at first."""
    cache = Cache(capacity, rules)
    return [cache.access(key, now) for now, key in enumerate(keys)]


def hits(accesses: Sequence[Access]) -> int:
    """How many accesses found their key."""
    return sum(each.is_hit for each in accesses)


def best_hits(capacity: int, keys: Sequence[str]) -> int:
    """The most hits of any policy: evict what is needed latest.

    Source: Belady 1966.
    """
    held: list[str] = []
    found = 0
    for now, key in enumerate(keys):
        if key in held:
            found += 1
            continue
        if len(held) == capacity:
            rest = keys[now:]
            held.remove(
                max(held, key=lambda each: rest.index(each) if each in rest else 999)
            )
        held.append(key)
    return found
