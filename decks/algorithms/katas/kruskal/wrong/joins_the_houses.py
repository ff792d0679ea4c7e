"""Links the two houses, not those that stand for their groups."""


class Groups:
    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def join(self, one: int, other: int) -> bool:
        if self._find(one) == self._find(other):
            return False
        self._parent[one] = self._find(other)
        return True

    def _find(self, house: int) -> int:
        parent = self._parent
        while parent[house] != house:
            parent[house] = parent[parent[house]]
            house = parent[house]
        return house


def cheapest_network(count: int, cables: list[list[int]]) -> list:
    groups = Groups(count)
    places = sorted(range(len(cables)), key=lambda place: cables[place][2])
    chosen = [place for place in places if groups.join(*cables[place][:2])]
    return [sum(cables[place][2] for place in chosen), chosen]
