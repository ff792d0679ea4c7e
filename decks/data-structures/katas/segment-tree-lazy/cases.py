"""Cases for the segment tree: ranges of all lengths, changed and asked by turns."""

from random import Random
from typing import Any

LARGE = 500
"""A case of this many calls or more has long ranges of very many values."""

KINDS = {
    "sums": ["add", "total"],
    "minima": ["add", "add", "total", "least", "least"],
    "assign": ["add", "add", "assign", "assign", "total", "least"],
}
"""The calls of each stage, as often as they shall come."""


def case(rng: Random, size: int, stage: str = "assign") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    n = 1400 * size if size >= LARGE else 1 + below(rng, 2 + size // 2)
    calls = []
    for _ in range(size):
        kind = KINDS[stage][below(rng, len(KINDS[stage]))]
        span = long_range(rng, n) if size >= LARGE else any_range(rng, n)
        amount = [below(rng, 21) - 10] if kind in {"add", "assign"} else []
        calls.append([kind, *span, *amount])
    return {"init": {"n": n}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def any_range(rng: Random, n: int) -> tuple[int, int]:
    """A range that is not empty, often of one or two values."""
    start = below(rng, n)
    longest = n - start if rng.random() < 0.7 else min(2, n - start)
    return start, start + 1 + below(rng, longest)


def long_range(rng: Random, n: int) -> tuple[int, int]:
    """A range across the middle."""
    return below(rng, n // 2), n - below(rng, n // 2)
