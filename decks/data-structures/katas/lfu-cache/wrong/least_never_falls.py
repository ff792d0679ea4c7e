"""Moves the lowest count up and never down again, though a new key starts at one."""

from collections import OrderedDict, defaultdict


class LFUCache:

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.counts: dict[int, int] = {}
        self.buckets: defaultdict[int, OrderedDict[int, int]] = defaultdict(OrderedDict)
        self.least = 0

    def get(self, key: int) -> int | None:
        if key not in self.counts:
            return None
        value = self._take(key)
        self._place(key, value)
        return value

    def put(self, key: int, value: int) -> int | None:
        evicted = None
        if key in self.counts:
            self._take(key)
        else:
            if len(self.counts) == self.capacity:
                evicted = self._evict()
            self.counts[key] = 0
            self.least = self.least or 1
        self._place(key, value)
        return evicted

    def _take(self, key: int) -> int:
        count = self.counts[key]
        bucket = self.buckets[count]
        value = bucket.pop(key)
        if not bucket:
            del self.buckets[count]
            if count == self.least:
                self.least += 1
        return value

    def _place(self, key: int, value: int) -> None:
        self.counts[key] += 1
        self.buckets[self.counts[key]][key] = value

    def _evict(self) -> int:
        key, _ = self.buckets[self.least].popitem(last=False)
        del self.counts[key]
        return key
