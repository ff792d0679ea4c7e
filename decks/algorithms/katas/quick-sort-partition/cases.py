"""Cases for quick sort: random, sorted and falling values, few and many equal ones."""

from random import Random
from typing import Any


def case(rng: Random, size: int) -> dict[str, Any]:
    """`size` values; a large case is in ascending order."""
    if size > 1000:
        return {"values": list(range(size))}
    if rng.random() < 0.2:
        return {"values": long_before_the_middle(size)}
    spread = max(1, int(size * (0.1 + rng.random() * 2)))
    values = [int(rng.random() * spread) - spread // 2 for _ in range(size)]
    kind = rng.random()
    if kind < 0.15:
        values.sort()
    elif kind < 0.3:
        values.sort(reverse=True)
    return {"values": values}


def long_before_the_middle(size: int) -> list[int]:
    """Different values; the middle one of any rest has at most two greater ones."""
    values = list(range(size % 3))
    for middle in range(len(values), size, 3):
        values += [middle + 1, middle + 2]
        values.insert((middle + 3) // 2, middle)
    return values
