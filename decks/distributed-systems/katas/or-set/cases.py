"""Cases for the set: three replicas add and remove the same few elements."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from solution import ORSet

T = TypeVar("T")

LARGE = 1000
"""From this size on a case is about speed."""


def case(rng: Random, size: int, stage: str = "size") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    kinds = ["add", "add", "remove", "contains", "elements"]
    kinds += ["merge", "merge", "merge", "state"] if stage != "alone" else []
    kinds += ["count", "count"] if stage == "size" else []
    replicas = {name: ORSet() for name in "abc"}
    sent: list[dict[str, Any]] = [{"added": {}, "removed": []}]
    calls: list[list[Any]] = []
    while len(calls) < size:
        for name in "bc":
            other = replicas[name]
            if rng.random() < 0.4:
                other.add(pick(rng, "xyz"), f"{name}{len(calls)}")
            if rng.random() < 0.3:
                other.remove(pick(rng, "xyz"))
            if rng.random() < 0.4:
                other.merge(pick(rng, sent))
            if rng.random() < 0.5:
                sent.append(other.state())
        kind = pick(rng, kinds)
        arguments: list[Any] = []
        if kind == "add":
            arguments = [pick(rng, "xyz"), f"a{len(calls)}"]
        elif kind in {"remove", "contains"}:
            arguments = [pick(rng, "xyz")]
        elif kind == "merge":
            arguments = [pick(rng, sent[-4:] if rng.random() < 0.8 else sent)]
        getattr(replicas["a"], kind)(*arguments)
        calls.append([kind, *arguments])
        if rng.random() < 0.3:
            sent.append(replicas["a"].state())
    return {"init": {}, "calls": calls}


def large(rng: Random, size: int) -> dict[str, Any]:
    """Many elements, then small states and small questions."""
    count = size * 2 // 5
    names = [f"e{each}" for each in range(count)]
    added = {name: [f"b{name}", f"c{name}"] for name in names}
    calls: list[list[Any]] = [["merge", {"added": added, "removed": []}]]
    while len(calls) < size:
        name = pick(rng, names)
        state = {"added": {}, "removed": [f"{pick(rng, 'bc')}{pick(rng, names)}"]}
        calls += [["merge", state], ["contains", name], ["count"]]
        calls.append(pick(rng, [["remove", name], ["add", name, f"a{len(calls)}"]]))
    calls.append(["elements"])
    return {"init": {}, "calls": calls}


def pick(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[int(rng.random() * len(values))]
