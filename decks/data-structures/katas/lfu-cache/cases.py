"""Cases for the LFU cache: some keys are favourites, and ties are frequent."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more fills the cache first."""


def case(rng: Random, size: int) -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    room = 1 + below(rng, 6)
    keys = room + 1 + below(rng, 3)
    calls = [call(rng, keys) for _ in range(size)]
    return {"init": {"capacity": room}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def call(rng: Random, keys: int) -> list[Any]:
    """One call on one of `keys` keys, every third time on one of the lower ones."""
    key = below(rng, keys if rng.random() < 2 / 3 else max(keys // 2, 1))
    if rng.random() < 0.5:
        return ["put", key, below(rng, 10)]
    return ["get", key]


def large(rng: Random, size: int) -> dict[str, Any]:
    """A full cache, then reads all over it; now and then a new key throws one out."""
    room = size // 4
    calls = [["put", key, below(rng, 10)] for key in range(room)]
    fresh = room
    for _ in range(size - room):
        if rng.random() < 0.2:
            calls.append(["put", fresh, below(rng, 10)])
            fresh += 1
        else:
            calls.append(["get", below(rng, fresh)])
    return {"init": {"capacity": room}, "calls": calls}
