"""Cases for the lower bound: runs of equal values, and targets on and beside them."""

from random import Random
from typing import Any


def case(rng: Random, size: int, stage: str = "count") -> dict[str, Any]:
    """A list of about `size` values with as many calls.

    Args:
        stage: in "lower-bound" nothing is counted.
    """
    many = int(rng.random() * size) + size // 2
    # Few different values give long runs; many give targets that are not there.
    spread = max(1, int(size * (0.2 + 2 * rng.random())))
    values = sorted(int(rng.random() * spread) * 2 - spread for _ in range(many))
    calls: list[list[Any]] = []
    for _ in range(size):
        if stage == "lower-bound" or rng.random() < 0.4:
            calls.append(["lower_bound", near(rng, spread)])
        else:
            ends = [near(rng, spread), near(rng, spread)]
            if rng.random() < 0.8:
                ends.sort()
            calls.append(["count", *ends])
    return {"init": {"values": values}, "calls": calls}


def near(rng: Random, spread: int) -> int:
    """A number among the values, or just outside of them."""
    return int(rng.random() * (2 * spread + 4)) - spread - 2
