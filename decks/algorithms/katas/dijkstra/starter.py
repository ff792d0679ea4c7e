"""Dijkstra with a heap: fill in `shortest_paths`."""


def shortest_paths(count: int, edges: list[list[int]], start: int) -> list:
    """`[distances, previous]` of all nodes; None where there is no way."""
    raise NotImplementedError
