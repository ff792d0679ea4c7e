"""Writes a full table out at the next write only."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Entries sorted by key, never changed; the value None is a tombstone."""

    keys: list[int]
    values: list[int | None]

    @classmethod
    def of(cls, entries: Mapping[int, int | None]) -> "Run":
        """A run of these entries."""
        keys = sorted(entries)
        return cls(keys, [entries[key] for key in keys])

    def find(self, key: int) -> int | None:
        """The place of the entry of `key`; None if there is no entry."""
        place = bisect_left(self.keys, key)
        return place if self.keys[place : place + 1] == [key] else None

    def entries(self) -> list[tuple[int, int | None]]:
        """All entries, sorted by key."""
        return self._part(0, len(self.keys))

    def between(self, low: int, high: int) -> list[tuple[int, int | None]]:
        """The entries with `low <= key <= high`, sorted by key."""
        return self._part(bisect_left(self.keys, low), bisect_right(self.keys, high))

    def _part(self, start: int, end: int) -> list[tuple[int, int | None]]:
        return [(self.keys[place], self.values[place]) for place in range(start, end)]


class LSMStore:
    """Values by key. A table of `limit` entries is a run, `fanout` runs are merged."""

    def __init__(self, limit: int, fanout: int) -> None:
        self.limit = limit
        self.fanout = fanout
        self.table: dict[int, int | None] = {}
        self.tiers: list[list[Run]] = []
        """The runs of each level, the oldest first. The last level has some."""

    def put(self, key: int, value: int) -> None:
        """Set the value of `key`."""
        self._write(key, value)

    def delete(self, key: int) -> None:
        """Remove `key`, if it is there."""
        self._write(key, None)

    def get(self, key: int) -> int | None:
        """The value of `key`; None if it is not there."""
        if key in self.table:
            return self.table[key]
        for tier in self.tiers:
            for run in reversed(tier):
                place = run.find(key)
                if place is not None:
                    return run.values[place]
        return None

    def levels(self) -> list[list[list[list[int | None]]]]:
        """The entries of all runs, level by level, the newest run first."""
        return [
            [[list(entry) for entry in run.entries()] for run in reversed(tier)]
            for tier in self.tiers
        ]

    def scan(self, low: int, high: int) -> list[list[int]]:
        """The pairs `[key, value]` with `low <= key <= high`, in order."""
        newest: dict[int, int | None] = {}
        for tier in reversed(self.tiers):
            for run in tier:
                newest.update(run.between(low, high))
        newest.update((k, v) for k, v in self.table.items() if low <= k <= high)
        return [[k, v] for k, v in sorted(newest.items()) if v is not None]

    def _write(self, key: int, value: int | None) -> None:
        """Take an entry into the table, and write the table out if it is full."""
        if len(self.table) == self.limit:
            self._add(0, Run.of(self.table))
            self.table = {}
        self.table[key] = value

    def _add(self, level: int, run: Run) -> None:
        """Make `run` the newest of `level`; merge the level if it is full then."""
        if level == len(self.tiers):
            self.tiers.append([])
        self.tiers[level].append(run)
        if len(self.tiers[level]) == self.fanout:
            self._merge(level)

    def _merge(self, level: int) -> None:
        """Merge the runs of `level` into one for the next level."""
        newest: dict[int, int | None] = {}
        for run in self.tiers[level]:
            newest.update(run.entries())
        self.tiers[level] = []
        if not any(self.tiers[level + 1 :]):
            newest = {key: value for key, value in newest.items() if value is not None}
        if newest:
            self._add(level + 1, Run.of(newest))
        while self.tiers and not self.tiers[-1]:
            self.tiers.pop()
