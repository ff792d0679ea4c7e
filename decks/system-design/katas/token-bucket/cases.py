"""Cases for token buckets: bursts and pauses, by a clock that jumps."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more has very many keys and runs for hours."""


def case(rng: Random, size: int, stage: str = "keys") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    capacity = 1 + below(rng, 8)
    rate = 1 + below(rng, (3, 20, 1500)[below(rng, 3)])
    keys = "abc" if stage == "keys" else "a"
    pause = 1 + below(rng, 4 * 1000 // rate + 2)
    now = below(rng, 1000)
    calls = []
    for _ in range(size):
        if rng.random() < 0.6:
            now += below(rng, pause)
        elif stage == "keys" and rng.random() < 0.2:
            now = max(now - below(rng, pause), 0)
        key = keys[below(rng, len(keys))]
        cost = 1 + below(rng, 1 + below(rng, capacity + 1))
        is_wait = stage != "allow" and rng.random() < 0.3
        calls.append(["wait" if is_wait else "allow", key, now, cost])
    return {"init": {"capacity": capacity, "rate": rate}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def large(rng: Random, size: int) -> dict[str, Any]:
    """Every key comes a few times, some seconds after one another."""
    now = 0
    calls = []
    for _ in range(size):
        now += below(rng, 10)
        kind = "wait" if rng.random() < 0.2 else "allow"
        calls.append([kind, f"k{below(rng, size // 4)}", now, 1 + below(rng, 5)])
    return {"init": {"capacity": 5, "rate": 1}, "calls": calls}
