"""Cases for the loss: few classes, logits small and huge, some padding."""

from random import Random
from typing import Any


def case(rng: Random, size: int, stage: str = "smoothing") -> dict[str, Any]:
    """The arguments of a case of about `size` logits, the same for the same `rng`."""
    classes = 1 + below(rng, min(size, 5))
    examples = 1 + size // (2 * classes)
    scale = (1.0, 5.0, 2000.0)[below(rng, 3)]
    rows = [[spread(rng, scale) for _ in range(classes)] for _ in range(examples)]
    labels = [
        -1 if rng.random() < 0.2 else below(rng, classes) for _ in range(examples)
    ]
    smoothing = round(rng.random() * 0.9, 2) if stage == "smoothing" else 0.0
    return {"logits": rows, "labels": labels, "smoothing": smoothing}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def spread(rng: Random, scale: float) -> float:
    """A number between `-scale` and `scale` with three decimals."""
    return round((2 * rng.random() - 1) * scale, 3)
