"""Cases for the trie: short words over few letters, so that they share and clash."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more asks for prefixes among many words."""

KINDS = {
    "words": "insert insert count nodes",
    "prefixes": "insert insert count count_prefix count_prefix nodes",
    "delete": "insert insert count count_prefix delete delete nodes",
}
"""The calls of each stage, as often as they shall come."""


def case(rng: Random, size: int, stage: str = "delete") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    kinds = KINDS[stage].split()
    calls = []
    for _ in range(size):
        kind = kinds[below(rng, len(kinds))]
        words = [] if kind == "nodes" else [word(rng, below(rng, 5), "ab")]
        calls.append([kind, *words])
    return {"init": {}, "calls": [*calls, ["nodes"]]}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def word(rng: Random, length: int, letters: str) -> str:
    """A random word."""
    return "".join(letters[below(rng, len(letters))] for _ in range(length))


def large(rng: Random, size: int) -> dict[str, Any]:
    """Many words, then short prefixes of them; some words go in between."""
    words = [word(rng, 12, "acgt") for _ in range(size // 5)]
    calls = [["insert", each] for each in words]
    while len(calls) < size:
        if rng.random() < 0.1 and words:
            calls.append(["delete", words.pop()])
        else:
            calls.append(["count_prefix", word(rng, 1 + below(rng, 4), "acgt")])
    return {"init": {}, "calls": calls}
