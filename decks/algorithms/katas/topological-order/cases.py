"""Cases for topological order: wide graphs, deep ones, and rings with tails."""

from random import Random
from typing import Any


def case(rng: Random, size: int, stage: str = "cycle") -> dict[str, Any]:
    """A graph of `size` jobs under shuffled numbers.

    Args:
        stage: in "order" there is no cycle.
    """
    if size > 2000:
        return wide(rng, size)
    numbers = shuffled(rng, size)
    edges = []
    # A chain of some jobs, from a single one to all of them, is the deep part.
    deep = 1 + int(rng.random() * size)
    if rng.random() < 0.5:
        edges += [[numbers[i], numbers[i + 1]] for i in range(deep - 1)]
    for _ in range(int(size * rng.random() * 1.5)):
        one, other = int(rng.random() * size), int(rng.random() * size)
        if one != other:
            edges.append([numbers[min(one, other)], numbers[max(one, other)]])
    if stage == "cycle" and rng.random() < 0.8:
        last = int(rng.random() * size)
        first = int(rng.random() * (last + 1))
        # The way from the first to the last, and one edge back: a ring.
        edges += [[numbers[i], numbers[i + 1]] for i in range(first, last)]
        edges.append([numbers[last], numbers[first]])
    if edges and rng.random() < 0.3:
        edges.append(edges[int(rng.random() * len(edges))])
    return {"count": size, "edges": [edges[i] for i in shuffled(rng, len(edges))]}


def wide(rng: Random, size: int) -> dict[str, Any]:
    """Half of the jobs can be done at once; each of the others waits for two."""
    half = size // 2
    numbers = shuffled(rng, size)
    edges = [
        [numbers[int(rng.random() * half)], numbers[later]]
        for later in range(half, size)
        for _ in range(2)
    ]
    return {"count": size, "edges": edges}


def shuffled(rng: Random, count: int) -> list[int]:
    """The numbers below `count` in some order."""
    numbers = list(range(count))
    for last in range(count - 1, 0, -1):
        other = int(rng.random() * (last + 1))
        numbers[last], numbers[other] = numbers[other], numbers[last]
    return numbers
