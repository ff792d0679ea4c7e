"""Kruskal with union-find: fill in `cheapest_network`. Add classes as you like."""


def cheapest_network(count: int, cables: list[list[int]]) -> list:
    """`[total, chosen]`: the sum of prices, and the places of the cables laid."""
    raise NotImplementedError
