"""Cases for vector clocks: processes that send each other messages, not all in time."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

LARGE = 1000
"""From this size on a case is about speed."""


def case(rng: Random, size: int, stage: str = "concurrent") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    processes = "abcdef" if size >= LARGE else "abcd"[: 1 + below(rng, 4)]
    if stage == "compare":
        calls = [compared(rng, processes) for _ in range(size)]
    elif size < LARGE:
        calls = happened(rng, processes, size, asks=0.4 * (stage == "concurrent"))
    else:
        calls = happened(rng, processes, size // 2, asks=0.0)
        calls += [
            ["concurrent", pick(rng, processes), 1 + below(rng, size // 20)]
            for _ in range(size // 2)
        ]
    return {"init": {"processes": list(processes)}, "calls": calls}


def compared(rng: Random, processes: str) -> list[Any]:
    """Two clocks that differ in few places, and what to do with them."""
    left = {each: below(rng, 4) for each in processes if rng.random() < 0.8}
    right = {each: left.get(each, 0) for each in processes if rng.random() < 0.9}
    for _ in range(below(rng, 3)):
        right[pick(rng, processes)] = below(rng, 4)
    return [pick(rng, ["compare", "compare", "merge"]), left, right]


def happened(rng: Random, processes: str, size: int, asks: float) -> list[list[Any]]:
    """Events, with questions about those that were so far."""
    calls: list[list[Any]] = []
    counts = dict.fromkeys(processes, 0)
    messages: list[str] = []
    while len(calls) < size:
        process, roll = pick(rng, processes), rng.random()
        if counts[process] and rng.random() < asks:
            calls.append(["concurrent", process, 1 + below(rng, counts[process])])
            continue
        counts[process] += 1
        if messages and roll < 0.65:
            # Most messages are young, some old, some come twice, some never.
            latest = messages if rng.random() < 0.2 else messages[-3:]
            calls.append(["receive", process, pick(rng, latest)])
        elif roll < 0.85:
            messages.append(f"m{len(messages) + 1}")
            calls.append(["send", process, messages[-1]])
        else:
            calls.append(["local", process])
    return calls


def pick(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[below(rng, len(values))]


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)
