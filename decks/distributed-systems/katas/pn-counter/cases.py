"""Cases for the counter: states of three replicas, late, twice and mixed up."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from solution import PNCounter

T = TypeVar("T")

LARGE = 1000
"""From this size on a case is about speed."""


def case(rng: Random, size: int, stage: str = "delta") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    lowest = 0 if stage == "grow" else -9
    kinds = ["add", "merge", "merge", "value", "state"]
    kinds += ["delta", "delta"] if stage == "delta" else []
    replicas = {name: PNCounter(name) for name in "abc"}
    sent: list[dict[str, Any]] = [{}]
    calls: list[list[Any]] = []
    while len(calls) < size:
        other = replicas[pick(rng, "bc")]
        other.add(lowest + below(rng, 10 - lowest))
        if rng.random() < 0.5:
            other.merge(pick(rng, sent))
        is_whole = stage != "delta" or rng.random() < 0.5
        sent.append(other.state() if is_whole else other.delta())
        kind = pick(rng, kinds)
        arguments: list[Any] = []
        if kind == "add":
            arguments = [lowest + below(rng, 10 - lowest)]
        elif kind == "merge":
            arguments = [pick(rng, sent[-4:] if rng.random() < 0.8 else sent)]
        result = getattr(replicas["a"], kind)(*arguments)
        calls.append([kind, *arguments])
        if kind in {"state", "delta"}:
            sent.append(result)
    return {"init": {"replica": "a"}, "calls": calls}


def large(rng: Random, size: int) -> dict[str, Any]:
    """Thousands of replicas, and a look at the value after each change."""
    count = size // 2
    state = {f"r{each}": [below(rng, 9), 1] for each in range(count)}
    calls: list[list[Any]] = [["merge", state], ["delta"]]
    while len(calls) < size:
        if rng.random() < 0.5:
            calls.append(["add", below(rng, 19) - 9])
        else:
            counts = [below(rng, 20), below(rng, 20)]
            calls.append(["merge", {f"r{below(rng, count)}": counts}])
        calls.append(["value"])
    calls.append(["delta"])
    return {"init": {"replica": "a"}, "calls": calls}


def pick(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[below(rng, len(values))]


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)
