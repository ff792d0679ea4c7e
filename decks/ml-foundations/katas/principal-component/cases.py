"""Cases for principal components: a few strong directions, so that rounds converge."""

from random import Random
from typing import Any


def case(rng: Random, size: int, stage: str = "more") -> dict[str, Any]:
    """The arguments of a case of `size` rows, the same for the same `rng`."""
    columns = 1 + below(rng, 5)
    stretch = [20.0 / 3**place for place in range(columns)]
    mix = [[spread(rng) for _ in range(columns)] for _ in range(columns)]
    rows = []
    for _ in range(max(size, 2)):
        parts = [factor * spread(rng) for factor in stretch]
        row = [sum(p * m for p, m in zip(parts, line, strict=True)) for line in mix]
        rows.append([round(each + 5, 3) for each in row])
    count = 1 if stage == "first" else 1 + below(rng, min(columns, 2))
    return {"rows": rows, "count": count, "rounds": (1, 3, 40)[below(rng, 3)]}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def spread(rng: Random) -> float:
    """A number between -1 and 1."""
    return 2 * rng.random() - 1
