"""Cases for polynomial products: factors of any two lengths, small and large values."""

from random import Random
from typing import Any


def case(rng: Random, size: int) -> dict[str, Any]:
    """A factor of `size` coefficients and one of about as many, or far fewer."""
    bound = 1000 if size > 1000 or rng.random() < 0.5 else 3
    other = size if size > 1000 else 1 + int(rng.random() * size)
    factors = [coefficients(rng, size, bound), coefficients(rng, other, bound)]
    if rng.random() < 0.5:
        factors.reverse()
    return {"a": factors[0], "b": factors[1]}


def coefficients(rng: Random, count: int, bound: int) -> list[int]:
    """Whole numbers from `-bound` to `bound`."""
    return [int(rng.random() * (2 * bound + 1)) - bound for _ in range(count)]
