"""Right, but links either way and shortens nothing: chains grow."""


class Groups:
    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def join(self, one: int, other: int) -> bool:
        small, large = (self._find(one), self._find(other))
        if small == large:
            return False
        self._parent[small] = large
        return True

    def _find(self, house: int) -> int:
        parent = self._parent
        while parent[house] != house:
            house = parent[house]
        return house


def cheapest_network(count: int, cables: list[list[int]]) -> list:
    groups = Groups(count)
    places = sorted(range(len(cables)), key=lambda place: cables[place][2])
    chosen = [place for place in places if groups.join(*cables[place][:2])]
    return [sum(cables[place][2] for place in chosen), chosen]
