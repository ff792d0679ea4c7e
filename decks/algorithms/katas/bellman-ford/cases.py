"""Cases for Bellman-Ford: negative edges, with and without a cycle that pays."""

from random import Random
from typing import Any


def case(rng: Random, size: int, stage: str = "cycle") -> dict[str, Any]:
    """A graph of `size` nodes.

    Args:
        stage: in "costs" no cycle is negative.
    """
    if size >= 300:
        return long_way(rng, size)
    # Costs from heights: up costs, down pays, and round a cycle they cancel out.
    heights = [int(rng.random() * 20) for _ in range(size)]
    many = int(size * (0.5 + 1.5 * rng.random()))
    edges = [edge(rng, heights) for _ in range(many)]
    if stage == "cycle" and rng.random() < 0.6:
        ring = [int(rng.random() * size) for _ in range(1 + int(rng.random() * 5))]
        for tail, head in zip(ring, ring[1:] + ring[:1], strict=True):
            edges.append([tail, head, heights[head] - heights[tail]])
        edges[-1][2] -= 1
    order = sorted(range(len(edges)), key=[rng.random() for _ in edges].__getitem__)
    return {
        "count": size,
        "edges": [edges[place] for place in order],
        "start": int(rng.random() * size),
    }


def edge(rng: Random, heights: list[int]) -> list[int]:
    """An edge between any two nodes."""
    tail, head = (int(rng.random() * len(heights)) for _ in "ab")
    return [tail, head, heights[head] - heights[tail] + int(rng.random() * 6)]


def long_way(rng: Random, size: int) -> dict[str, Any]:
    """A long chain whose edges come in the worst order, among others."""
    heights = [int(rng.random() * 1000) for _ in range(size)]
    half = size // 2
    edges = [[i, i + 1, heights[i + 1] - heights[i]] for i in reversed(range(half))]
    edges += [edge(rng, heights) for _ in range(size)]
    edges += [[half, node, heights[node] - heights[half] + 1] for node in range(size)]
    return {"count": size, "edges": edges, "start": 0}
