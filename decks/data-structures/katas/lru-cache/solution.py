"""An LRU cache: a dict finds the entry, a ring of entries knows the order."""

from __future__ import annotations


class Entry:
    """A key and its value, linked with its neighbours in order of use."""

    __slots__ = ("key", "newer", "older", "value")

    def __init__(self, key: int, value: int) -> None:
        self.key = key
        self.value = value
        self.newer = self.older = self

    def unlink(self) -> None:
        """Take the entry out of its ring."""
        self.older.newer = self.newer
        self.newer.older = self.older

    def link_before(self, other: Entry) -> None:
        """Put the entry into the ring of `other`, on its older side."""
        self.newer, self.older = other, other.older
        self.older.newer = other.older = self


class LRUCache:
    """Holds at most `capacity` keys; the one not used for longest has to go."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.entries: dict[int, Entry] = {}
        self.ring = Entry(-1, -1)
        """No entry: `older` is the key used last, `newer` the one that goes next."""

    def get(self, key: int) -> int | None:
        """The value of `key`, which counts as a use; None if it is not there."""
        entry = self.entries.get(key)
        if entry is None:
            return None
        self._use(entry)
        return entry.value

    def put(self, key: int, value: int) -> int | None:
        """Store `value`, which counts as a use; the key that had to go, or None."""
        entry = self.entries.get(key)
        if entry is not None:
            entry.value = value
            self._use(entry)
            return None
        evicted = self._evict() if len(self.entries) == self.capacity else None
        self.entries[key] = entry = Entry(key, value)
        entry.link_before(self.ring)
        return evicted

    def _use(self, entry: Entry) -> None:
        entry.unlink()
        entry.link_before(self.ring)

    def _evict(self) -> int:
        oldest = self.ring.newer
        oldest.unlink()
        del self.entries[oldest.key]
        return oldest.key
