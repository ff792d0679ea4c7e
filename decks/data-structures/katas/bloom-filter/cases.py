"""Cases for the Bloom filter: small tables that fill up, and one that is large."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more has a table of hundreds of bits for each."""

ALPHABET = "abcdefghijklmnopqrstuvwxyzäéñß日本語🙂"

KINDS = {
    "positions": ["positions"],
    "set": ["add", "add", "contains", "contains"],
    "counting": ["add", "add", "contains", "ones", "estimate"],
}
"""The calls of each stage, as often as they shall come."""


def case(rng: Random, size: int, stage: str = "counting") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    bits = 400 * size + 13 if size >= LARGE else 1 + below(rng, 2 + size * 3)
    keys = [word(rng) for _ in range(1 + size // 2)]
    calls = []
    for _ in range(size):
        kind = KINDS[stage][below(rng, len(KINDS[stage]))]
        key = [] if kind in {"ones", "estimate"} else [keys[below(rng, len(keys))]]
        calls.append([kind, *key])
    return {"init": {"bits": bits, "hashes": 1 + below(rng, 5)}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def word(rng: Random) -> str:
    """A key of up to nine letters, not all of them ASCII."""
    return "".join(ALPHABET[below(rng, len(ALPHABET))] for _ in range(below(rng, 10)))
