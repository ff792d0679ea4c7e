"""Cases for Dijkstra: sparse and dense graphs, zero lengths, late short cuts."""

from random import Random
from typing import Any


def case(rng: Random, size: int) -> dict[str, Any]:
    """A graph of `size` nodes, or a hub with as many edges in as out."""
    if size > 1000:
        return hub(size)
    longest = 1 + int(rng.random() * 12)
    edges = [
        [node(rng, size), node(rng, size), int(rng.random() * longest)]
        for _ in range(int(size * (0.5 + 2.5 * rng.random())))
    ]
    # Ways of many short edges beside long ones.
    if rng.random() < 0.4:
        first = node(rng, size)
        edges += [[i, i + 1, int(rng.random() * 2)] for i in range(first, size - 1)]
        edges.append([first, size - 1, size // 2])
    return {"count": size, "edges": edges, "start": node(rng, size)}


def node(rng: Random, count: int) -> int:
    """One of the nodes."""
    return int(rng.random() * count)


def hub(size: int) -> dict[str, Any]:
    """Node 0 leads to `size` nodes, each a little shorter to the hub than the last."""
    middle = size + 1
    edges = [[0, i, i] for i in range(1, middle)]
    edges += [[i, middle, 2 * (size - i)] for i in range(1, middle)]
    edges += [[middle, middle + i, i % 7] for i in range(1, middle)]
    return {"count": 2 * size + 2, "edges": edges, "start": 0}
