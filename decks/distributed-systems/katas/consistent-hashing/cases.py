"""Cases for the ring: tiny ones, where points collide, and a crowded large one."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

LARGE = 1000
"""From this size on a case is about speed."""
NAMES = ["n1", "n10", "n2", "n", "m"]

KINDS = {
    "owner": ["owner", "owner", "owner", "add"],
    "remove": ["owner", "owner", "owner", "add", "remove"],
    "replicas": ["replicas", "replicas", "replicas", "owner", "add", "remove"],
    "shares": ["shares", "shares", "replicas", "owner", "add", "remove"],
}


def case(rng: Random, size: int, stage: str = "shares") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    points = pick(rng, [1, 1, 2, 3, 8])
    init = {"points": points, "bits": pick(rng, [1, 3, 3, 5, 32])}
    calls: list[list[Any]] = [["add", pick(rng, NAMES)] for _ in range(below(rng, 4))]
    while len(calls) < size:
        kind = pick(rng, KINDS[stage])
        if kind in {"add", "remove"}:
            calls.append([kind, pick(rng, NAMES)])
        elif kind == "shares":
            calls.append([kind])
        else:
            count = [1 + below(rng, 6)] if kind == "replicas" else []
            calls.append([kind, f"key{below(rng, 100)}", *count])
    return {"init": init, "calls": calls}


def large(rng: Random, size: int) -> dict[str, Any]:
    """A hundred nodes with a hundred points each, and many keys."""
    calls: list[list[Any]] = [["add", f"node{each}"] for each in range(100)]
    while len(calls) < size:
        calls.append(["owner", f"key{below(rng, 10**6)}"])
        if rng.random() < 0.2:
            calls.append(["replicas", f"key{below(rng, 10**6)}", 3])
    calls += [["remove", "node7"], ["shares"]]
    return {"init": {"points": 100, "bits": 32}, "calls": calls}


def pick(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[below(rng, len(values))]


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)
