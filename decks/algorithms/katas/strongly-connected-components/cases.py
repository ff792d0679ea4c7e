"""Cases for components: rings joined by one-way edges, and one long chain."""

from random import Random
from typing import Any


def case(rng: Random, size: int) -> dict[str, Any]:
    """A graph of `size` nodes."""
    if size > 1000:
        return chain(rng, size)
    numbers = sorted(range(size), key=[rng.random() for _ in range(size)].__getitem__)
    edges = []
    # Rings of some nodes each, and edges that mostly lead one way between them.
    first = 0
    while first < size:
        last = min(size - 1, first + int(rng.random() * 6))
        if last > first:
            edges += [[numbers[i], numbers[i + 1]] for i in range(first, last)]
            if rng.random() < 0.8:
                edges.append([numbers[last], numbers[first]])
        first = last + 1
    back = 0.1 * rng.random()
    for _ in range(int(size * 1.5 * rng.random())):
        one, other = int(rng.random() * size), int(rng.random() * size)
        if one > other and rng.random() > back:
            one, other = other, one
        edges.append([numbers[one], numbers[other]])
    order = sorted(range(len(edges)), key=[rng.random() for _ in edges].__getitem__)
    return {"count": size, "edges": [edges[place] for place in order]}


def chain(rng: Random, size: int) -> dict[str, Any]:
    """A chain of all nodes in which short stretches are closed to rings."""
    edges = [[i, i + 1] for i in range(size - 1)]
    for _ in range(size // 5):
        last = int(rng.random() * size)
        edges.append([last, max(0, last - int(rng.random() * 4))])
    return {"count": size, "edges": edges}
