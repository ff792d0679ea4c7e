"""Cases for quantisation: one-sided rows, outliers, zeros, numbers in the middle."""

from random import Random
from typing import Any

SCHEMES = {"symmetric": ["symmetric"], "affine": ["affine"], "rows": ["rows"]}


def case(rng: Random, size: int, stage: str = "times") -> dict[str, Any]:
    """The arguments of a case of about `size` numbers, the same for the same `rng`."""
    length = 1 + below(rng, min(size, 6))
    rows = [row(rng, length) for _ in range(1 + size // (2 * length))]
    schemes = SCHEMES.get(stage, ["symmetric", "affine", "rows"])
    calls: list[list[Any]] = [["codes"], ["restored"]]
    if stage == "times":
        calls += [["times", row(rng, length)], ["times", row(rng, length)]]
    scheme = schemes[below(rng, len(schemes))]
    return {"init": {"rows": rows, "scheme": scheme}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def row(rng: Random, length: int) -> list[float]:
    """Numbers of one order of magnitude, maybe all of one sign, maybe all zero."""
    scale = (0.0, 0.01, 1.0, 63.5, 5000.0)[below(rng, 5)]
    side = (-1.0, 1.0, 0.0)[below(rng, 3)]
    return [number(rng, scale, side) for _ in range(length)]


def number(rng: Random, scale: float, side: float) -> float:
    """A number between `-scale` and `scale`; of one sign if `side` is not 0."""
    found = round((2 * rng.random() - 1) * scale * 2) / 2 if scale > 1 else None
    if found is None:
        found = round((2 * rng.random() - 1) * scale, 4)
    return abs(found) * side + 0.0 if side else found
