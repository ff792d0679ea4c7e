"""Cases for the Fenwick tree: values with many zeros, and ranks about their total."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more has more than two values for each."""


def case(rng: Random, size: int, stage: str = "find") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    count = size * 5 // 2 if size >= LARGE else below(rng, 3 + size // 2)
    values = [max(0, below(rng, 8) - 3) for _ in range(count)]
    now, total = [*values], sum(values)
    calls = [call(rng, now, total, stage) for _ in range(size)]
    return {"init": {"values": values}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def call(rng: Random, now: list[int], total: int, stage: str) -> list[Any]:
    """One call; `now` is kept up to date, `total` is about the sum of it."""
    kind = below(rng, 2 if stage == "sums" else 3)
    if kind == 0 and now:
        index = below(rng, len(now))
        least = -9 if stage == "sums" else -now[index]
        amount = least + below(rng, 10)
        now[index] += amount
        return ["add", index, amount]
    if kind == 2:
        return ["find", below(rng, total + total // 8 + 2)]
    return ["prefix", below(rng, len(now) + 1)]
