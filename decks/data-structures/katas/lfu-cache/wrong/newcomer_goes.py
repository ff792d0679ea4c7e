"""Stores the new key first and evicts then: among much used keys it goes itself."""


class LFUCache:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.values: dict[int, int] = {}
        self.counts: dict[int, int] = {}
        self.stamps: dict[int, int] = {}
        self.clock = 0

    def get(self, key: int) -> int | None:
        if key not in self.values:
            return None
        self._use(key)
        return self.values[key]

    def put(self, key: int, value: int) -> int | None:
        evicted = None
        if key not in self.values:
            self.counts[key] = 0
        self.values[key] = value
        self._use(key)
        if len(self.values) > self.capacity:
            evicted = self._evict()
        return evicted

    def _use(self, key: int) -> None:
        self.clock += 1
        self.counts[key] += 1
        self.stamps[key] = self.clock

    def _evict(self) -> int:
        key = min(self.values, key=lambda each: (self.counts[each], self.stamps[each]))
        del self.values[key], self.counts[key], self.stamps[key]
        return key
