"""Cases for Floyd-Warshall: sparse and dense links, some of them negative."""

from random import Random
from typing import Any


def case(rng: Random, size: int) -> dict[str, Any]:
    """Links between `size` routers."""
    # Metrics from heights: round a cycle, ups and downs cancel out.
    steep = int(rng.random() * 12)
    heights = [int(rng.random() * (steep + 1)) for _ in range(size)]
    links = []
    many = size * 15 if size > 60 else int(size * (0.5 + 2.5 * rng.random()))
    for _ in range(many):
        tail, head = (int(rng.random() * size) for _ in "ab")
        metric = heights[head] - heights[tail] + 1 + int(rng.random() * 8)
        links.append([tail, head, metric])
    # A long route under shuffled numbers.
    if rng.random() < 0.5:
        order = sorted(range(size), key=[rng.random() for _ in heights].__getitem__)
        for tail, head in zip(order, order[1:], strict=False):
            links.append([tail, head, heights[head] - heights[tail] + 1])
    return {"count": size, "links": links}
