"""Cases for the round trip: towns on a map, one-way detours, and roads at random."""

from random import Random
from typing import Any


def case(rng: Random, size: int) -> dict[str, Any]:
    """Distances between `size` towns."""
    longest = 2 + int(rng.random() * 30)
    if rng.random() < 0.5:
        rows = [
            [0 if a == b else int(rng.random() * longest) for b in range(size)]
            for a in range(size)
        ]
        return {"distances": rows}
    towns = [(int(rng.random() * 20), int(rng.random() * 20)) for _ in range(size)]
    slope = int(rng.random() * 4)
    rows = [
        [abs(x - u) + abs(y - v) + slope * (u > x) for u, v in towns] for x, y in towns
    ]
    return {"distances": rows}
