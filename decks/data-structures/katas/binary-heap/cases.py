"""Cases for the binary heap: priorities with many ties, and looks at the list."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more decreases most of the time, and never looks."""

KINDS = {
    "push": ["push", "push", "items"],
    "pop": ["push", "push", "push", "pop", "pop", "items"],
    "decrease-key": ["push", "push", "push", "pop", "decrease", "decrease", "items"],
}
"""The calls of each stage, as often as they shall come."""


def case(rng: Random, size: int, stage: str = "decrease-key") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    spread = 3 + below(rng, 30)
    inside: list[int] = []
    calls = [call(rng, KINDS[stage], inside, spread) for _ in range(size)]
    return {"init": {}, "calls": [*calls, ["items"]]}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def call(rng: Random, kinds: list[str], inside: list[int], spread: int) -> list[Any]:
    """One call; `inside` holds the items that were pushed and may have been popped."""
    kind = kinds[below(rng, len(kinds))]
    if kind == "push":
        item = below(rng, 1000)
        if item in inside:
            return ["items"]
        inside.append(item)
        return ["push", item, below(rng, spread)]
    if kind == "decrease":
        item = inside[below(rng, len(inside))] if inside else 5
        return ["decrease", item, below(rng, spread)]
    return [kind]


def large(rng: Random, size: int) -> dict[str, Any]:
    """Many items, some pops, and many small decreases all over the heap."""
    count = size * 3 // 10
    priorities = [1000 + below(rng, 90_000) for _ in range(count)]
    calls: list[list[Any]] = [["push", *pair] for pair in enumerate(priorities)]
    while len(calls) < size:
        if rng.random() < 0.04:
            calls.append(["pop"])
            continue
        item = below(rng, count)
        priorities[item] -= below(rng, 100)
        calls.append(["decrease", item, priorities[item]])
    return {"init": {}, "calls": calls}
