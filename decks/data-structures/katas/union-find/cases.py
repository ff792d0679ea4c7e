"""Cases for disjoint sets: unions at random, and chains where size shall hurt."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more builds chains for trees without balance."""

KINDS = {
    "joining": "union union connected",
    "counting": "union union union connected size size components largest",
}
"""The calls of each stage, as often as they shall come."""

OPERANDS = {"union": 2, "connected": 2, "size": 1, "components": 0, "largest": 0}


def case(rng: Random, size: int, stage: str = "counting") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    n = 1 + below(rng, 3 + size // 3)
    calls = [call(rng, KINDS[stage].split(), range(n)) for _ in range(size)]
    return {"init": {"n": n}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def call(rng: Random, kinds: list[str], among: range) -> list[Any]:
    """One call with elements of a range."""
    kind = kinds[below(rng, len(kinds))]
    return [kind, *(among[below(rng, len(among))] for _ in range(OPERANDS[kind]))]


def large(rng: Random, size: int) -> dict[str, Any]:
    """Two chains, each the worst for one way to join, then questions to their ends."""
    n = size * 2 // 5
    ends = [n * share // 100 for share in (0, 44, 88, 100)]
    first, second, rest = map(range, ends, ends[1:])
    calls: list[list[Any]] = []
    calls += [["union", first[0], other] for other in first[1:]]
    calls += [["union", other, second[0]] for other in second[1:]]
    for _ in range(size * 7 // 25):
        part = first if rng.random() < 0.5 else second
        calls += [["connected", part[0], part[1]], ["largest"]]
    kinds = ["union", "size", "largest"]
    calls += [call(rng, kinds, rest) for _ in range(size - len(calls))]
    return {"init": {"n": n}, "calls": calls}
