"""Keeps one edge for two nodes, the last one given."""

from heapq import heappop, heappush


def shortest_paths(count: int, edges: list[list[int]], start: int) -> list:
    lengths: list[dict[int, int]] = [{} for _ in range(count)]
    for tail, head, length in edges:
        lengths[tail][head] = length
    distances: list[int | None] = [None] * count
    previous: list[int | None] = [None] * count
    distances[start] = 0
    heap = [(0, start)]
    final = [False] * count
    while heap:
        distance, node = heappop(heap)
        if final[node]:
            continue
        final[node] = True
        for head, length in lengths[node].items():
            known = distances[head]
            if known is None or distance + length < known:
                distances[head] = distance + length
                previous[head] = node
                heappush(heap, (distance + length, head))
    return [distances, previous]
