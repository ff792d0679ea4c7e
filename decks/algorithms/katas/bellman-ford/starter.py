"""Bellman-Ford, and the negative cycle: fill in `bellman_ford`."""


def bellman_ford(count: int, edges: list[list[int]], start: int) -> list:
    """`["costs", costs]`, or `["cycle", nodes]` if a cycle in reach is negative."""
    raise NotImplementedError
