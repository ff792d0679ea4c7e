"""Cases for the B+ tree: keys in random and in sorted order, some of them again."""

from random import Random
from typing import Any

from solution import BPlusTree

LARGE = 1000
"""From this size on a case is about speed."""

KINDS = {
    "one-leaf": "insert insert insert get levels",
    "leaf-split": "insert insert insert insert get levels",
    "inner-split": "insert insert insert insert insert insert get levels",
    "scan": "insert insert insert insert get scan scan levels",
}
"""The calls of each stage, as often as they shall come."""

MOST_LEVELS = {"one-leaf": 1, "leaf-split": 2}


def case(rng: Random, size: int, stage: str = "scan") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    capacity = 2 + below(rng, 4)
    kinds = KINDS[stage].split()
    top = size + 5
    step = [0, 0, 1, -1][below(rng, 4)]
    nearest = 0 if step > 0 else top
    model: list[list[Any]] = []
    for number in range(size):
        kind = kinds[below(rng, len(kinds))]
        key = below(rng, top)
        if step and rng.random() < 0.8:
            nearest += step
            key = max(nearest, 0)
        arguments = {
            "insert": [key, number],
            "get": [below(rng, top)],
            "scan": [below(rng, top), below(rng, top)],
            "levels": [],
        }
        if kind == "scan" and rng.random() < 0.8:
            arguments["scan"].sort()
        call = [kind, *arguments[kind]]
        if fits(capacity, [*model, call], MOST_LEVELS.get(stage, size)):
            model.append(call)
    return {"init": {"capacity": capacity}, "calls": [*model, ["levels"]]}


def fits(capacity: int, calls: list[list[Any]], most: int) -> bool:
    """Whether the tree of these calls has no more than `most` levels."""
    tree = BPlusTree(capacity)
    for kind, *arguments in calls:
        getattr(tree, kind)(*arguments)
    return len(tree.levels()) <= most


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def large(rng: Random, size: int) -> dict[str, Any]:
    """Many keys, then questions for keys and for short ranges all over them."""
    top = 10 * size
    count = size * 3 // 5
    calls = [["insert", below(rng, top), number] for number in range(count)]
    while len(calls) < size - 1:
        low = below(rng, top)
        kind = below(rng, 3)
        calls.append(["scan", low, low + 20] if kind else ["get", low])
    return {"init": {"capacity": 4}, "calls": [*calls, ["levels"]]}
