"""Cases for the LSM store: few keys, so that they hide, vanish and come back."""

from random import Random
from typing import Any

LARGE = 1000
"""From this size on a case is about speed."""

KINDS = {
    "in-memory": "put put delete get get",
    "runs": "put put put delete get get levels",
    "compaction": "put put put put delete delete get get levels",
    "scan": "put put put put delete delete get scan scan levels",
}
"""The calls of each stage, as often as they shall come."""


def case(rng: Random, size: int, stage: str = "scan") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    limit = size + 1 if stage == "in-memory" else 1 + below(rng, 4)
    fanout = size + 2 if stage in {"in-memory", "runs"} else 2 + below(rng, 3)
    kinds = KINDS[stage].split()
    if rng.random() < 0.3:
        kinds += ["delete"] * 4
    top = 3 + below(rng, 8)
    calls = []
    for number in range(size):
        kind = kinds[below(rng, len(kinds))]
        key = below(rng, top)
        end = below(rng, top) if rng.random() < 0.3 else top
        arguments = {"put": [key, number], "levels": [], "scan": [key, end]}
        calls.append([kind, *arguments.get(kind, [key])])
    if stage != "in-memory":
        calls.append(["levels"])
    return {"init": {"limit": limit, "fanout": fanout}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def large(rng: Random, size: int) -> dict[str, Any]:
    """Many writes, then questions for keys and for short ranges all over them."""
    top = 2 * size
    calls: list[list[Any]] = []
    while len(calls) < size // 2:
        key = below(rng, top)
        is_put = rng.random() < 0.9
        calls.append(["put", key, len(calls)] if is_put else ["delete", key])
    while len(calls) < size:
        low = below(rng, top)
        is_scan = rng.random() < 0.3
        calls.append(["scan", low, low + 30] if is_scan else ["get", low])
    return {"init": {"limit": 8, "fanout": 3}, "calls": calls}
