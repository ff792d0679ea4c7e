"""Cases for HyperLogLog: hashes with long runs of zeros more often than by chance."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more has the highest precision."""

KINDS = {
    "registers": ["add", "add", "add", "registers"],
    "estimate": ["add", "add", "add", "registers", "estimate"],
    "merge": ["add", "add", "add", "estimate", "estimate", "merge", "registers"],
    "large": ["add", "add", "estimate"],
}
"""The calls of each stage, as often as they shall come."""


def case(rng: Random, size: int, stage: str = "merge") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    is_large = size >= LARGE
    precision = 16 if is_large else 4 + below(rng, 5)
    if stage == "merge" and not is_large:
        precision = min(precision, 6)
    kinds = KINDS["large" if is_large else stage]
    if not is_large and precision > 6:
        kinds = [kind for kind in kinds if kind != "registers"]
    calls = [call(rng, kinds[below(rng, len(kinds))], precision) for _ in range(size)]
    return {"init": {"precision": precision}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def call(rng: Random, kind: str, precision: int) -> list[Any]:
    """One call."""
    if kind == "add":
        return ["add", f"{some_hash(rng, precision):08x}"]
    if kind == "merge":
        return ["merge", some_registers(rng, precision)]
    return [kind]


def some_hash(rng: Random, precision: int) -> int:
    """A 32-bit hash; every third has a long run of zeros behind the register."""
    rest_bits = 32 - precision
    shift = below(rng, rest_bits + 1) if rng.random() < 1 / 3 else 0
    rest = below(rng, 2**rest_bits) >> shift
    return below(rng, 2**precision) << rest_bits | rest


def some_registers(rng: Random, precision: int) -> list[int]:
    """The registers of a sketch that has seen few hashes, or hundreds of millions."""
    least = 0 if rng.random() < 0.7 else 27 - precision
    return [least + below(rng, 4) for _ in range(2**precision)]
