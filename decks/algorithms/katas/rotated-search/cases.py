"""Cases for the search in a rotated list: any cut, targets on and beside values."""

from random import Random
from typing import Any


def case(rng: Random, size: int) -> dict[str, Any]:
    """A rotated list of `size` different values, and a target."""
    value = int(rng.random() * 200) - 100
    values = []
    for _ in range(size):
        value += 1 + int(rng.random() * 3)
        values.append(value)
    # A third of the cuts is at an end or beside it.
    cut = int(rng.random() * size)
    if rng.random() < 0.33:
        cut = int(rng.random() * 3) % size
    if rng.random() < 0.1:
        cut = size - 1
    values = values[cut:] + values[:cut]
    place = int(rng.random() * size)
    beside = 0 if rng.random() < 0.6 else int(rng.random() * 5) - 2
    # At the large size: a value that a scan from the front meets late.
    if size > 1000:
        place, beside = size - 1, 0
    return {"values": values, "target": values[place] + beside}
