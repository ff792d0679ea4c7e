"""A binary heap in a list that knows where each of its items stands."""

Entry = tuple[int, int]
"""The priority and the item: compared in that order, so no two are equal."""


class BinaryHeap:
    """Items by priority, the least first; of equal ones the lower item."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.places: dict[int, int] = {}
        """Where in `entries` each item stands."""

    def push(self, item: int, priority: int) -> None:
        """Add an item that is not in the heap."""
        self.entries.append((priority, item))
        self._rise(len(self.entries) - 1)

    def pop(self) -> int | None:
        """Take out the first item; None if the heap is empty."""
        if not self.entries:
            return None
        _, item = self.entries[0]
        del self.places[item]
        last = self.entries.pop()
        if self.entries:
            self.entries[0] = last
            self._sink(0)
        return item

    def decrease(self, item: int, priority: int) -> bool:
        """Give an item a lower priority; False if it is not there or not higher."""
        place = self.places.get(item)
        if place is None or priority >= self.entries[place][0]:
            return False
        self.entries[place] = priority, item
        self._rise(place)
        return True

    def items(self) -> list[int]:
        """The items in the order of the list."""
        return [item for _, item in self.entries]

    def _rise(self, place: int) -> None:
        """Move the entry at `place` up until its parent is smaller."""
        entry = self.entries[place]
        while place > 0:
            parent = (place - 1) // 2
            if self.entries[parent] < entry:
                break
            self._set(place, self.entries[parent])
            place = parent
        self._set(place, entry)

    def _sink(self, place: int) -> None:
        """Move the entry at `place` down until both children are larger."""
        entry = self.entries[place]
        size = len(self.entries)
        while (child := 2 * place + 1) < size:
            right = child + 1
            if right < size and self.entries[right] < self.entries[child]:
                child = right
            if entry < self.entries[child]:
                break
            self._set(place, self.entries[child])
            place = child
        self._set(place, entry)

    def _set(self, place: int, entry: Entry) -> None:
        self.entries[place] = entry
        self.places[entry[1]] = place
