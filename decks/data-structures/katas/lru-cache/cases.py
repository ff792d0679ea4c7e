"""Cases for the LRU cache: reads and writes of keys, some of them favourites."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more fills the cache first."""


def case(rng: Random, size: int, stage: str = "at-size") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    room = 1 + below(rng, 6)
    keys = room if stage == "get-and-put" else room + 1 + below(rng, 4)
    calls = [call(rng, keys) for _ in range(size)]
    return {"init": {"capacity": room}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def call(rng: Random, keys: int, writes: float = 0.5) -> list[Any]:
    """One call on one of `keys` keys; a share of `writes` are puts."""
    key = below(rng, keys)
    if rng.random() < writes:
        return ["put", key, below(rng, 10)]
    return ["get", key]


def large(rng: Random, size: int) -> dict[str, Any]:
    """A full cache, then uses all over it; now and then a new key throws one out."""
    room = size * 9 // 20
    calls = [["put", key, below(rng, 10)] for key in range(room)]
    fresh = room
    for _ in range(size - room):
        if rng.random() < 0.12:
            calls.append(["put", fresh, below(rng, 10)])
            fresh += 1
        else:
            calls.append(call(rng, fresh, 0.2))
    return {"init": {"capacity": room}, "calls": calls}
