"""Cases for byte pair encoding: words over few letters: pairs repeat and tie."""

from random import Random
from typing import Any


def case(rng: Random, size: int, stage: str = "encode") -> dict[str, Any]:
    """The arguments of a case of about `size` words, the same for the same `rng`."""
    letters = "ab" if rng.random() < 0.5 else "abcd"
    words = ["".join(some(rng, letters, 1 + below(rng, 7))) for _ in range(size)]
    calls = [["rules"]]
    if stage == "encode":
        news = ["".join(some(rng, letters + "e", below(rng, 9))) for _ in range(4)]
        calls += [["encode", word] for word in news]
    counts = {word: 1 + below(rng, 4) for word in words}
    init = {"words": counts, "merges": below(rng, 2 + size)}
    return {"init": init, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def some(rng: Random, letters: str, count: int) -> list[str]:
    """So many of the letters."""
    return [letters[below(rng, len(letters))] for _ in range(count)]
