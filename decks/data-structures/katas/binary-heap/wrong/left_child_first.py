"""Swaps with the left child if that is smaller; the right may be smaller still."""

Entry = tuple[int, int]


class BinaryHeap:
    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.places: dict[int, int] = {}

    def push(self, item: int, priority: int) -> None:
        self.entries.append((priority, item))
        self._rise(len(self.entries) - 1)

    def pop(self) -> int | None:
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
        place = self.places.get(item)
        if place is None or priority >= self.entries[place][0]:
            return False
        self.entries[place] = priority, item
        self._rise(place)
        return True

    def items(self) -> list[int]:
        return [item for _, item in self.entries]

    def _rise(self, place: int) -> None:
        entry = self.entries[place]
        while place > 0:
            parent = (place - 1) // 2
            if self.entries[parent] < entry:
                break
            self._set(place, self.entries[parent])
            place = parent
        self._set(place, entry)

    def _sink(self, place: int) -> None:
        entry = self.entries[place]
        size = len(self.entries)
        while (child := 2 * place + 1) < size:
            right = child + 1
            if right < size and self.entries[child] > entry:
                child = right
            if entry < self.entries[child]:
                break
            self._set(place, self.entries[child])
            place = child
        self._set(place, entry)

    def _set(self, place: int, entry: Entry) -> None:
        self.entries[place] = entry
        self.places[entry[1]] = place
