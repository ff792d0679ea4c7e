"""Dijkstra's algorithm: takes a node for final that a negative edge makes cheaper."""

from heapq import heappop, heappush


def bellman_ford(count: int, edges: list[list[int]], start: int) -> list:
    costs: list[int | None] = [None] * count
    heap = [(0, start)]
    while heap:
        so_far, node = heappop(heap)
        if costs[node] is not None:
            continue
        costs[node] = so_far
        for tail, head, cost in edges:
            if tail == node and costs[head] is None:
                heappush(heap, (so_far + cost, head))
    return ["costs", costs]
