"""Keeps the order of writing only, so a key that is read all day still goes."""

from collections import OrderedDict


class LRUCache:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.entries: OrderedDict[int, int] = OrderedDict()

    def get(self, key: int) -> int | None:
        return self.entries.get(key)

    def put(self, key: int, value: int) -> int | None:
        evicted = None
        if key in self.entries:
            self.entries.move_to_end(key)
        elif len(self.entries) == self.capacity:
            evicted, _ = self.entries.popitem(last=False)
        self.entries[key] = value
        return evicted
