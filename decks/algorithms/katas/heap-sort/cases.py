"""Cases for heap sort: few and many different values, in any order."""

from random import Random
from typing import Any

PICTURES = 50
"""About as many are asked for at the most."""


def case(rng: Random, size: int) -> dict[str, Any]:
    """`size` values; a small list is seen often, a large one a few times."""
    spread = max(2, int(size * (0.3 + rng.random() * 3)))
    values = [int(rng.random() * spread) - spread // 3 for _ in range(size)]
    if rng.random() < 0.15:
        values.sort()
    if size < PICTURES:
        every = 1 + int(rng.random() * min(size, 4))
    else:
        every = max(1, size // 5)
    return {"values": values, "every": every}
