"""Right, but looks through all nodes for the nearest one: O(n**2)."""


def shortest_paths(count: int, edges: list[list[int]], start: int) -> list:
    edges_from: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for tail, head, length in edges:
        edges_from[tail].append((head, length))
    distances: list[int | None] = [None] * count
    previous: list[int | None] = [None] * count
    distances[start] = 0
    final = [False] * count
    while True:
        nearest = None
        for node in range(count):
            distance = distances[node]
            if not final[node] and distance is not None:
                if nearest is None or distance < distances[nearest]:
                    nearest = node
        if nearest is None:
            return [distances, previous]
        final[nearest] = True
        for head, length in edges_from[nearest]:
            known, new = distances[head], distances[nearest] + length
            if known is None or new < known:
                distances[head] = new
                previous[head] = nearest
