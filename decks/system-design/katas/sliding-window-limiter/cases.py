"""Cases for sliding windows: about as many requests as the limit lets pass."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more has a log of thousands of requests."""


def case(rng: Random, size: int, stage: str = "keys") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    kind = stage if stage in {"log", "counter"} else ("log", "counter")[below(rng, 2)]
    limit = 1 + below(rng, 6)
    window = (10, 12, 60, 1000)[below(rng, 4)]
    keys = "ab" if stage == "keys" else "a"
    pause = 1 + window * 2 // (limit + 1)
    now = below(rng, 3 * window)
    calls = []
    for _ in range(size):
        now += jump(rng, pause, window)
        method = "remaining" if stage == "keys" and rng.random() < 0.4 else "allow"
        calls.append([method, keys[below(rng, len(keys))], now])
    return {"init": {"kind": kind, "limit": limit, "window": window}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def jump(rng: Random, pause: int, window: int) -> int:
    """Milliseconds to the next call: often none, seldom a window or two."""
    if rng.random() < 0.3:
        return 0
    if rng.random() < 0.08:
        return window * (1 + below(rng, 2)) + below(rng, 2)
    return below(rng, pause)


def large(rng: Random, size: int) -> dict[str, Any]:
    """One busy key: somewhat more requests than the limit."""
    now = 0
    calls: list[list[Any]] = []
    for _ in range(size):
        now += below(rng, 3)
        calls.append(["remaining" if rng.random() < 0.1 else "allow", "a", now])
    init = {"kind": "log", "limit": size // 4, "window": size // 3}
    return {"init": init, "calls": calls}
