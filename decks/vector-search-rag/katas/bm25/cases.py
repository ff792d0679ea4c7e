"""Cases for BM25: few words that repeat; at size, rare words among many documents."""

from random import Random
from typing import Any

LARGE = 1000
"""Documents from which a case is about time."""
WORDS = ["ant", "bee", "cat", "dog", "eel", "fox"]


def case(rng: Random, size: int, stage: str = "search") -> dict[str, Any]:
    """The arguments of a case of `size` documents or calls, the same for an `rng`."""
    if size >= LARGE:
        return large(rng, size)
    names: list[str] = []
    calls: list[list[Any]] = []
    for _ in range(size):
        if not names or rng.random() < 0.4:
            names.append(f"{'zyx'[below(rng, 3)]}{len(names)}")
            calls.append(["add", names[-1], text(rng, 1 + below(rng, 6))])
        elif stage == "score" or rng.random() < 0.3:
            calls.append(["score", names[below(rng, len(names))], text(rng, 2)])
        else:
            calls.append(["search", text(rng, 1 + below(rng, 3)), 1 + below(rng, 4)])
    k1, b = (0.0, 1.2, 2.0)[below(rng, 3)], (0.0, 0.75, 1.0)[below(rng, 3)]
    return {"init": {"k1": k1, "b": b}, "calls": calls}


def large(rng: Random, size: int) -> dict[str, Any]:
    """Documents of a common word and rare ones; searches for the rare ones."""
    rare = [f"w{number}" for number in range(size)]
    calls: list[list[Any]] = [
        ["add", f"d{number}", f"the {rare[number]} {rare[below(rng, size)]}"]
        for number in range(size)
    ]
    calls += [["search", rare[below(rng, size)], 3] for _ in range(2000)]
    return {"init": {"k1": 1.2, "b": 0.75}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def text(rng: Random, words: int) -> str:
    """So many words, some of them capitals."""
    some = [WORDS[below(rng, len(WORDS))] for _ in range(words)]
    return " ".join(word.upper() if rng.random() < 0.2 else word for word in some)
