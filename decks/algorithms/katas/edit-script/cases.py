"""Cases for edit scripts: texts of few letters, and texts that were edited."""

from random import Random
from typing import Any


def case(rng: Random, size: int) -> dict[str, Any]:
    """Two texts of about `size` characters."""
    letters = "abcdefgh"[: 1 + int(rng.random() * 4) + (size > 100) * 4]
    old = text(rng, letters, size)
    if size <= 100 and rng.random() < 0.3:
        return {"old": old, "new": text(rng, letters, int(size * rng.random() * 1.5))}
    new = ""
    for character in old:
        change = rng.random()
        if change < 0.15:
            new += text(rng, letters, 1)
        elif change < 0.25:
            new += character + text(rng, letters, 1 + int(rng.random() * 2))
        elif change > 0.35:
            new += character
    return {"old": old, "new": new[:size]}


def text(rng: Random, letters: str, length: int) -> str:
    """Some of the letters in a row."""
    return "".join(letters[int(rng.random() * len(letters))] for _ in range(length))
