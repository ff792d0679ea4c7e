"""An LFU cache: keys in buckets by their count, each bucket in order of use."""

from collections import OrderedDict, defaultdict


class LFUCache:
    """Holds at most `capacity` keys; the one used least often has to go."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.counts: dict[int, int] = {}
        """How often each key in the cache was used since it came."""
        self.buckets: defaultdict[int, OrderedDict[int, int]] = defaultdict(OrderedDict)
        """By count: the keys with their values, the least recently used first."""
        self.least = 0
        """The lowest count of a key in the cache, once there is one."""

    def get(self, key: int) -> int | None:
        """The value of `key`, which counts as a use; None if it is not there."""
        if key not in self.counts:
            return None
        value = self._take(key)
        self._place(key, value)
        return value

    def put(self, key: int, value: int) -> int | None:
        """Store `value`, which counts as a use; the key that had to go, or None."""
        evicted = None
        if key in self.counts:
            self._take(key)
        else:
            if len(self.counts) == self.capacity:
                evicted = self._evict()
            self.counts[key] = 0
            self.least = 1
        self._place(key, value)
        return evicted

    def _take(self, key: int) -> int:
        """Take a key out of its bucket; its value."""
        count = self.counts[key]
        bucket = self.buckets[count]
        value = bucket.pop(key)
        if not bucket:
            del self.buckets[count]
            if count == self.least:
                self.least += 1
        return value

    def _place(self, key: int, value: int) -> None:
        """Count a use, and put the key at the end of its new bucket."""
        self.counts[key] += 1
        self.buckets[self.counts[key]][key] = value

    def _evict(self) -> int:
        key, _ = self.buckets[self.least].popitem(last=False)
        del self.counts[key]
        return key
