"""Cases for merge sort: random keys with duplicates, nearly sorted and falling ones."""

from random import Random
from typing import Any


def case(rng: Random, size: int) -> dict[str, Any]:
    """`size` records; names tell equal keys apart."""
    kind = rng.random() if size < 1000 else 0.0
    spread = max(2, int(size * (0.3 + rng.random())))
    keys = [int(rng.random() * spread) - spread // 2 for _ in range(size)]
    if kind > 0.85:
        keys.sort(reverse=True)
    elif kind > 0.7:
        keys.sort()
        one, other = int(rng.random() * size), int(rng.random() * size)
        keys[one], keys[other] = keys[other], keys[one]
    # Falling names: whoever compares them breaks the order of equal keys.
    return {"records": [[key, f"r{size - i:05}"] for i, key in enumerate(keys)]}
