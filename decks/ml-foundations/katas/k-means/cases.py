"""Cases for k-means: points on a coarse grid: distances tie, points repeat."""

from random import Random
from typing import Any


def case(rng: Random, size: int, stage: str = "seeding") -> dict[str, Any]:
    """The arguments of a case of `size` points, the same for the same `rng`."""
    length, grid = 1 + below(rng, 3), (4, 9, 40)[below(rng, 3)]
    points = [[float(below(rng, grid)) for _ in range(length)] for _ in range(size)]
    more = below(rng, min(size, 4))
    first, chances = [below(rng, size)], [rng.random() for _ in range(more)]
    if stage == "lloyd":
        first, chances = some(rng, size, 1 + more), []
    rounds = (0, 1, 2, 20)[below(rng, 4)]
    return {"points": points, "first": first, "chances": chances, "rounds": rounds}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def some(rng: Random, size: int, count: int) -> list[int]:
    """Different indices below `size`."""
    left = list(range(size))
    return [left.pop(below(rng, len(left))) for _ in range(count)]
