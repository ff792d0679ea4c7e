"""Cases for Kruskal: equal prices, several groups, and joins that build long chains."""

from random import Random
from typing import Any


def case(rng: Random, size: int) -> dict[str, Any]:
    """Cables between `size` houses."""
    if size > 1000:
        return chains(rng, size)
    dearest = 1 + int(rng.random() * 12)
    lowest = -int(rng.random() * 4)
    cables = [
        [house(rng, size), house(rng, size), lowest + int(rng.random() * dearest)]
        for _ in range(int(size * (0.4 + 2 * rng.random())))
    ]
    return {"count": size, "cables": cables}


def house(rng: Random, count: int) -> int:
    """One of the houses."""
    return int(rng.random() * count)


def chains(rng: Random, size: int) -> dict[str, Any]:
    """House 0 is joined to all others, first from the one end, then from the other."""
    half = size // 2
    cables = [[0, i, i // 2] for i in range(1, half)]
    cables += [[i, 0, i // 2] for i in range(half, size)]
    cables += [
        [house(rng, size), house(rng, size), size // 3 + int(rng.random() * size)]
        for _ in range(half)
    ]
    return {"count": size, "cables": cables}
