"""Stamps each use with a counter and looks for the least stamp when a key has to go."""


class LRUCache:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.values: dict[int, int] = {}
        self.stamps: dict[int, int] = {}
        self.clock = 0

    def get(self, key: int) -> int | None:
        if key not in self.values:
            return None
        self._stamp(key)
        return self.values[key]

    def put(self, key: int, value: int) -> int | None:
        evicted = None
        if key not in self.values and len(self.values) == self.capacity:
            evicted = min(self.stamps, key=self.stamps.__getitem__)
            del self.values[evicted], self.stamps[evicted]
        self._stamp(key)
        self.values[key] = value
        return evicted

    def _stamp(self, key: int) -> None:
        self.clock += 1
        self.stamps[key] = self.clock
