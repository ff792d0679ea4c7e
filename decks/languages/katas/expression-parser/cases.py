"""Cases for the expression parser: expressions of all kinds, some of them spoilt."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, TypeVar

from solution import parse

T = TypeVar("T")

LARGE = 1000
"""A case of this many tokens or more is one long list of arguments, deep inside."""
DEPTH = 125
STAGES = ("binary", "power", "conditions", "calls")
BINARY = ["+", "-", "*", "/"]
ODD = ["%", "(", ")", "+", "-", "a", "**", "?", ":", ",", "==", "<", "!"]


class Writer:
    """Writes random expressions with what a stage allows."""

    def __init__(self, rng: Random, stage: str) -> None:
        self.rng = rng
        level = STAGES.index(stage)
        self.has_power = level >= 1
        self.has_conditions = level >= 2
        self.has_calls = level >= 3
        self.operators = BINARY + (["**", "**"] if self.has_power else [])
        self.left = 0
        """Operands still to write, more or less."""

    def below(self, bound: int) -> int:
        """A whole number below `bound`; only `rng.random()` is the same everywhere."""
        return int(self.rng.random() * bound)

    def draw(self, values: Sequence[T]) -> T:
        """One of the values."""
        return values[self.below(len(values))]

    def expression(self) -> list[str]:
        """Operands with operators between them, perhaps a comparison or condition."""
        tokens = self.sum()
        if self.has_conditions and self.rng.random() < 0.35:
            tokens += [self.draw(["==", "<"]), *self.sum()]
            if self.rng.random() < 0.08:
                tokens += [self.draw(["==", "<"]), *self.sum()]
        if self.has_conditions and self.rng.random() < 0.25:
            tokens += ["?", *self.expression(), ":", *self.expression()]
        return tokens

    def sum(self) -> list[str]:
        """Operands with binary operators between them."""
        tokens = self.operand()
        while self.left > 0 and self.rng.random() < 0.75:
            tokens += [self.draw(self.operators), *self.operand()]
        return tokens

    def operand(self) -> list[str]:
        """A word, a group, a call, with or without a minus."""
        self.left -= 1
        if self.has_power and self.rng.random() < 0.2:
            return ["-", *self.operand()]
        if self.left > 0 and self.rng.random() < 0.2:
            tokens = ["(", *self.expression(), ")"]
        else:
            tokens = [self.draw(["a", "b1", "_c", "7", "0", "4e5"])]
        while self.has_calls and self.rng.random() < 0.2:
            tokens += ["(", *self.arguments(), ")"]
        return tokens

    def arguments(self) -> list[str]:
        """None, one or more, with commas."""
        tokens: list[str] = []
        for place in range(self.below(3)):
            tokens += [","] if place else []
            tokens += self.expression()
        return tokens


def case(rng: Random, size: int, stage: str = "calls") -> dict[str, Any]:
    """An expression of about `size` operands, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    writer = Writer(rng, stage)
    writer.left = size
    tokens = writer.expression()
    if rng.random() < 0.3:
        spoilt = [*tokens]
        place = writer.below(len(tokens))
        spoilt[place : place + writer.below(2)] = [writer.draw(ODD)][: writer.below(2)]
        if is_within(spoilt, stage):
            tokens = spoilt
    return {"tokens": tokens}


def is_within(tokens: list[str], stage: str) -> bool:
    """Whether no rule of a later stage is needed: it is an error before and after."""
    try:
        tree = parse(tokens)
    except ValueError:
        return True
    known = STAGES[: STAGES.index(stage) + 1]
    return all(each in known for each in stages(tree))


def stages(tree: str | list[Any]) -> Iterator[str]:
    """The stages whose rules a tree needs."""
    if isinstance(tree, str):
        return
    head, *parts = tree
    if head == "call":
        yield "calls"
    elif head in ("?", "==", "<"):
        yield "conditions"
    elif head == "**" or len(parts) == 1:
        yield "power"
    for part in parts:
        yield from stages(part)


def large(rng: Random, size: int) -> dict[str, Any]:
    """Calls and groups in one another, and inside of them thousands of arguments."""
    writer = Writer(rng, "power")
    inner = ["a"]
    while len(inner) < size - 5 * DEPTH:
        writer.left = 4
        inner += [",", *writer.sum()]
    before: list[str] = []
    behind: list[str] = []
    for place in range(DEPTH):
        before += [["("], ["x", "+", "("], ["f", "("]][place % 3]
        behind.append(")")
    before += ["f", "("]
    return {"tokens": [*before, *inner, ")", *behind]}
