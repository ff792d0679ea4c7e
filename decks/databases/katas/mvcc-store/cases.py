"""Cases for the store: a few names and keys, so that snapshots overlap and clash."""

from random import Random
from typing import Any


def case(rng: Random, size: int, stage: str = "garbage") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    calls: list[list[Any]] = []
    names: set[str] = set()
    keys = "xyz" if rng.random() < 0.5 else "x"
    for _ in range(size):
        name = "abcd"[below(rng, 4)]
        # In the stage of snapshots each transaction has a key of its own to write.
        written = name * 2 if stage == "snapshots" else keys[below(rng, len(keys))]
        if name not in names:
            names.add(name)
            calls.append(["begin", name])
            continue
        kind = ("read", "read", "write", "write", "commit", "abort")[below(rng, 6)]
        if kind == "read":
            shown = "abcd"[below(rng, 4)] * 2 if stage == "snapshots" else written
            calls.append(["read", name, shown])
        elif kind == "write":
            value = None if rng.random() < 0.25 else below(rng, 3)
            calls.append(["write", name, written, value])
        else:
            names.remove(name)
            calls.append([kind, name])
            if stage == "garbage":
                calls += [["versions", key] for key in keys]
    return {"init": {}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)
