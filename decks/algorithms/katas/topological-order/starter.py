"""Topological order, or the cycle: fill in `topological_order`."""


def topological_order(count: int, edges: list[list[int]]) -> list:
    """`["order", jobs]`, or `["cycle", jobs]` if no order exists."""
    raise NotImplementedError
