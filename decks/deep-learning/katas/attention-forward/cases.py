"""Cases for attention: few positions and dimensions, scores small and huge."""

from random import Random
from typing import Any


def case(rng: Random, size: int, stage: str = "heads") -> dict[str, Any]:
    """The arguments of a case of about `size` numbers a row of the result."""
    positions = 1 + below(rng, 1 + size // 3)
    heads = 1 + below(rng, 3) if stage == "heads" else 1
    length = heads * (1 + below(rng, 3))
    causal = stage != "plain" and rng.random() < (0.8 if stage == "causal" else 0.5)
    asking = positions if causal else 1 + below(rng, positions)
    scale = (1.0, 4.0, 300.0)[below(rng, 3)]
    return {
        "queries": table(rng, asking, length, scale),
        "keys": table(rng, positions, length, scale),
        "values": table(rng, positions, length, 10.0),
        "heads": heads,
        "causal": causal,
    }


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def table(rng: Random, rows: int, length: int, scale: float) -> list[list[float]]:
    """Numbers between `-scale` and `scale` with three decimals."""
    return [
        [round((2 * rng.random() - 1) * scale, 3) for _ in range(length)]
        for _ in range(rows)
    ]
