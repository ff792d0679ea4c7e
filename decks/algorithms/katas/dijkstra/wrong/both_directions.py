"""Goes along edges against their direction too."""

from heapq import heappop, heappush


def shortest_paths(count: int, edges: list[list[int]], start: int) -> list:
    edges_from: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for tail, head, length in edges:
        edges_from[tail].append((head, length))
        edges_from[head].append((tail, length))
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
        for head, length in edges_from[node]:
            known = distances[head]
            if known is None or distance + length < known:
                distances[head] = distance + length
                previous[head] = node
                heappush(heap, (distance + length, head))
    return [distances, previous]
