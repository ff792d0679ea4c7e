"""Cases for the tokenizer: pieces of programs, well-formed and not, side by side."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

LARGE = 1000
"""A case of this many pieces or more is a long program without errors."""
BLANKS = [" ", "  ", "\n", "\t", "\r\n", '# a "b\n', " #\n", "\n\n"]
WORDS = ["a", "x1", "_", "_9a", "E5", "while", "0", "7", "42", "1.5", "0.25", "1e5"]
WORDS += ["2E-3", "6.02e+23", "00"]
ODD_WORDS = [
    "1x",
    "1_0",
    "1e",
    "1e+",
    "1.",
    "2.e5",
    ".5",
    "\xe9",
    "\xb2",
    "\u0663",
    "\x0b",
]
ODD_WORDS += ["1.5e", "3a.b", "1\xe9", "\xa0"]
PARTS = ["a", " ", "#", "'", "\\n", "\\t", '\\"', "\\\\", "\\u0041", "\\u00e9", "\xe9"]
ODD_PARTS = ["\\q", "\n", "\\u12", "\\uD800", "\\udFFF", "\\N", "\\u00g0", "\\", "\\\n"]
OPERATORS = [
    "+",
    "-",
    "-->",
    "<",
    "<<",
    "<<=",
    "<=",
    "=",
    "==",
    "===",
    ".",
    "..",
    "...=",
]
OPERATORS += ["&&", "|", "(", ")", "*", "**", "!", "[", "\\", "$^"]


def case(rng: Random, size: int, stage: str = "operators") -> dict[str, Any]:
    """A text of `size` pieces, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    operators = []
    if stage == "operators":
        operators = [each for each in OPERATORS if rng.random() < 0.7]
        operators.sort(key=lambda _: rng.random())
    text = "".join(piece(rng, stage) for _ in range(size))
    return {"text": text, "operators": operators}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def draw(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[below(rng, len(values))]


def piece(rng: Random, stage: str) -> str:
    """A piece of text: a word, a string or operators, and often a blank."""
    chance = rng.random()
    blank = draw(rng, BLANKS) if rng.random() < 0.6 else ""
    if stage == "operators" and chance < 0.5:
        count = 1 + below(rng, 3)
        return "".join(draw(rng, OPERATORS) for _ in range(count)) + blank
    if stage != "names-and-numbers" and chance < 0.75:
        return string(rng) + blank
    if rng.random() < 0.06:
        return draw(rng, ODD_WORDS) + blank
    return draw(rng, WORDS) + (blank or " ")


def string(rng: Random) -> str:
    """A string; few of them are broken."""
    parts = [draw(rng, PARTS) for _ in range(below(rng, 5))]
    chance = rng.random()
    if chance < 0.06:
        parts.append(draw(rng, ODD_PARTS))
    return '"' + "".join(parts) + ('"' if chance < 0.97 else "")


def large(rng: Random, size: int) -> dict[str, Any]:
    """Short tokens, far apart: deep indents and comments, few tokens a line."""
    pieces = []
    words = ["a", "b1", "7", '"s"', "<<=", "-", "x"]
    for place in range(size):
        if place % 3 == 0:
            pieces.append("\n" + " " * 40 + "# " + "-" * 12 + "\n" + " " * 20)
        pieces.append(draw(rng, words) + " ")
    return {"text": "".join(pieces), "operators": OPERATORS}
