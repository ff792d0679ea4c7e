"""Kruskal's algorithm: the cheapest cable that joins two groups, again and again."""


class Groups:
    """Disjoint groups of houses (union by size, with ways that get shorter)."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self._size = [1] * count

    def join(self, one: int, other: int) -> bool:
        """Make one group of two; False if they were one already."""
        small, large = sorted(
            (self._find(one), self._find(other)), key=self._size.__getitem__
        )
        if small == large:
            return False
        self._parent[small] = large
        self._size[large] += self._size[small]
        return True

    def _find(self, house: int) -> int:
        """The house that stands for the group."""
        parent = self._parent
        while parent[house] != house:
            parent[house] = parent[parent[house]]
            house = parent[house]
        return house


def cheapest_network(count: int, cables: list[list[int]]) -> list:
    """`[total, chosen]`: the sum of prices, and the places of the cables laid."""
    groups = Groups(count)
    places = sorted(range(len(cables)), key=lambda place: cables[place][2])
    chosen = [place for place in places if groups.join(*cables[place][:2])]
    return [sum(cables[place][2] for place in chosen), chosen]
