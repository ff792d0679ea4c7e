"""Cases for the store: replicas often out of reach, and writes that come late."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

LARGE = 1000
"""From this size on a case is about speed."""

KINDS = {
    "quorum": ["put", "put", "get"],
    "repair": ["put", "get", "get"],
    "delete": ["put", "get", "get", "delete"],
    "handoff": ["put", "put", "get", "delete", "handoff"],
}


def case(rng: Random, size: int, stage: str = "handoff") -> dict[str, Any]:
    """The arguments of a case of about `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    n = 1 + below(rng, 5)
    r, w = 1 + below(rng, n), 1 + below(rng, n)
    used: set[int] = set()
    calls: list[list[Any]] = []
    while len(calls) < size:
        kind, key = pick(rng, KINDS[stage]), pick(rng, "xxy")
        if stage == "quorum":
            # What a read mends is a rule of the next stage: each key is read once.
            key = f"k{sum(call[0] == 'get' for call in calls)}"
        chance = pick(rng, [0.4, 0.8, 1.0])
        reached = [each for each in range(n) if rng.random() < chance]
        turn = below(rng, n)
        reached = reached[turn:] + reached[:turn]
        # One in four writes is older than some that were before it.
        number = 2 * len(calls) + 2 - pick(rng, [0, 0, 0, 1 + 2 * below(rng, 8)])
        if kind in {"put", "delete"}:
            if number < 1 or number in used:
                continue
            used.add(number)
            value = [f"v{number}"] if kind == "put" else []
            calls.append([kind, key, number, *value, reached])
        elif kind == "get":
            calls.append([kind, key, reached])
        else:
            calls.append([kind, below(rng, n)])
        if stage != "quorum" and rng.random() < 0.5:
            calls.append(["stored", below(rng, n), key])
    return {"init": {"n": n, "r": r, "w": w}, "calls": calls}


def large(rng: Random, size: int) -> dict[str, Any]:
    """Many hints for one replica, while others ask for theirs again and again."""
    calls: list[list[Any]] = []
    for number in range(1, size * 2 // 5):
        away = pick(rng, [4, 4, 4, 3])
        reached = [each for each in range(5) if each != away]
        calls.append(["put", f"k{below(rng, size)}", number, "v", reached])
    while len(calls) < size:
        calls.append(["handoff", below(rng, 3)])
    calls += [["handoff", 3], ["handoff", 4]]
    return {"init": {"n": 5, "r": 2, "w": 3}, "calls": calls}


def pick(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[below(rng, len(values))]


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)
