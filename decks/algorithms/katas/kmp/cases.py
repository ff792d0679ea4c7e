"""Cases for Knuth-Morris-Pratt: patterns and texts that repeat themselves."""

from random import Random
from typing import Any


def case(rng: Random, size: int, stage: str = "find") -> dict[str, Any]:
    """A pattern, and texts of about `size` characters.

    Args:
        stage: in "table" there is no text; the pattern has `size` characters.
    """
    if size > 1000:
        half = size // 2
        # One wide character makes Python store all of them with four bytes: who
        # copies parts of the text copies much.
        clef = "\N{MUSICAL SYMBOL G CLEF}"
        text = "a" * (size - 1) + clef
        return {"init": {"pattern": text[half:]}, "calls": [["find", text]]}
    letters = "abc"[: 2 + int(rng.random() * 2)]
    if stage == "table":
        pattern = repeating(rng, letters, size)
        return {"init": {"pattern": pattern}, "calls": [["table"]]}
    pattern = repeating(rng, letters, 1 + int(rng.random() * min(size, 9)))
    calls: list[list[str]] = [["find", ""]]
    for _ in range(2):
        text = ""
        while len(text) < size:
            # A part of the pattern, all of it, or something else.
            if rng.random() < 0.7:
                text += pattern[: 1 + int(rng.random() * len(pattern) * 1.5)]
            else:
                text += letters[int(rng.random() * len(letters))]
        calls.append(["find", text])
    calls.append(["table"])
    return {"init": {"pattern": pattern}, "calls": calls}


def repeating(rng: Random, letters: str, length: int) -> str:
    """A text that now and then goes on as it began."""
    text = ""
    while len(text) < length:
        if rng.random() < 0.4:
            text += text[: 1 + int(rng.random() * len(text))]
        else:
            text += letters[int(rng.random() * len(letters))]
    return text[:length]
