"""Cases for page replacement: references that stay near, wander, or repeat."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many references or more has many frames, and its size says the
policy."""
POLICIES = ("fifo", "lru", "clock")
FRAMES = 12000


def case(rng: Random, size: int, stage: str = "at-size") -> dict[str, Any]:
    """The arguments of a case of `size` references, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    frames = 1 + below(rng, 6)
    pages = frames + below(rng, 5)
    local = 0.3 if rng.random() < 0.5 else 0.0
    references = [below(rng, pages)]
    while len(references) < size:
        if rng.random() < local:
            recent = references[-3:]
            references.append(recent[below(rng, len(recent))])
        else:
            references.append(below(rng, pages))
    return {"policy": stage, "frames": frames, "references": references}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def large(rng: Random, size: int) -> dict[str, Any]:
    """Pages wander slowly over more than the frames hold: many faults, many hits."""
    references = [place * 2 // 3 + below(rng, FRAMES * 3 // 2) for place in range(size)]
    policy = POLICIES[size % len(POLICIES)]
    return {"policy": policy, "frames": FRAMES, "references": references}
