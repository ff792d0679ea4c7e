"""Cases for the assignment: few different costs for ties, and jobs nobody can do."""

from random import Random
from typing import Any

LARGE = 10
"""Workers from which a case is about time."""


def case(rng: Random, size: int) -> dict[str, Any]:
    """The costs of `size` workers and about as many jobs, the same for an `rng`."""
    if size >= LARGE:
        return large(rng, size)
    jobs = max(0, size + below(rng, 4) - (rng.random() < 0.1))
    spread = (3, 12, 1000)[below(rng, 3)]
    refusing = 0.6 * rng.random() if rng.random() < 0.6 else 0.0
    return {
        "costs": [
            [
                None if rng.random() < refusing else below(rng, spread)
                for _ in range(jobs)
            ]
            for _ in range(size)
        ]
    }


def large(rng: Random, size: int) -> dict[str, Any]:
    """Costs so near to each other that no assignment is seen early to be bad."""
    return {
        "costs": [
            [900_000 + below(rng, 1000) for _ in range(size)] for _ in range(size)
        ]
    }


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)
