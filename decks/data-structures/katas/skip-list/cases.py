"""Cases for the skip list: keys with towers as a coin would make them, or odd ones."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more has keys from a wide range."""

KINDS = {
    "insert": ["insert", "insert", "insert", "level"],
    "search": ["insert", "insert", "insert", "search", "search", "level"],
    "delete": ["insert", "insert", "delete", "delete", "search", "search", "level"],
    "large": ["insert", "insert", "insert", "insert", "search", "delete"],
}
"""The calls of each stage, as often as they shall come."""


def case(rng: Random, size: int, stage: str = "delete") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    is_large = size >= LARGE
    keys = 10**6 if is_large else 3 + size // 2
    kinds = KINDS["large" if is_large else stage]
    seen: list[int] = []
    calls = [call(rng, kinds, keys, seen) for _ in range(size)]
    return {"init": {}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def call(rng: Random, kinds: list[str], keys: int, seen: list[int]) -> list[Any]:
    """One call; `seen` are keys that were inserted once."""
    kind = kinds[below(rng, len(kinds))]
    if kind == "level":
        return ["level", below(rng, 5)]
    if kind == "insert":
        key = below(rng, keys)
        seen.append(key)
        return ["insert", key, height(rng)]
    is_new = not seen or rng.random() < 0.3
    return [kind, below(rng, keys) if is_new else seen[below(rng, len(seen))]]


def height(rng: Random) -> int:
    """One more than the number of heads before the first tails."""
    found = 1
    while rng.random() < 0.5 and found < 32:
        found += 1
    return found
