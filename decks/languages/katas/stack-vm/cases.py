"""Cases for the stack machine: programs of fragments, most of them sound."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")
Code = list[list[Any]]

LARGE = 1000
"""A case with a limit of this or more is a loop behind a long program."""
FILLER = 18000
BINARY = ["add", "sub", "mul", "div", "mod", "lt", "eq"]
VALUES = [0, 0, 1, 2, 3, -1, -7, 10, 2**31, 2**62, -(2**63), 2**63 - 1]
FAULTS = {
    "arithmetic": [["add"], ["drop"], ["swap"], ["print"], ["dup"], ["halt"], ["div"]],
    "jumps": [["jump", "nowhere"], ["load", 9], ["jz", "nowhere"], ["store", 1]],
    "calls": [["ret"], ["call", "nowhere", 0], ["call", "f0", 3], ["call", "f1", 1]],
}


class Writer:
    """Writes random programs with what a stage allows."""

    def __init__(self, rng: Random, stage: str) -> None:
        self.rng = rng
        known = list(FAULTS)
        self.level = known.index(stage)
        self.faults = [
            each for name in known[: self.level + 1] for each in FAULTS[name]
        ]
        self.labels = 0

    def below(self, bound: int) -> int:
        """A whole number below `bound`; only `rng.random()` is the same everywhere."""
        return int(self.rng.random() * bound)

    def draw(self, values: Sequence[T]) -> T:
        """One of the values."""
        return values[self.below(len(values))]

    def label(self) -> str:
        """A name that no label has yet."""
        self.labels += 1
        return f"l{self.labels}"

    def fragment(self, depth: int = 0) -> Code:
        """A piece of code that leaves the stack as it was, if nothing goes wrong."""
        chance = self.rng.random()
        if chance < 0.04:
            return [list(self.draw(self.faults))]
        if self.level >= 1 and depth < 2 and chance < 0.2:
            return self.loop(depth)
        if self.level >= 1 and depth < 2 and chance < 0.35:
            end = self.label()
            body = self.fragment(depth + 1)
            return [*self.value(), ["jz", end], *body, ["label", end]]
        if self.level >= 2 and chance < 0.6:
            name = f"f{self.below(3)}"
            return [*self.value(), *self.value(), ["call", name, 2], ["print"]]
        return [*self.value(), ["print"]]

    def loop(self, depth: int) -> Code:
        """Some rounds of a fragment."""
        begin, end = self.label(), self.label()
        count = [["push", self.below(4)], ["store", depth]]
        test = [["label", begin], ["load", depth], ["jz", end]]
        down = [["load", depth], ["push", 1], ["sub"], ["store", depth]]
        body = self.fragment(depth + 1)
        return [*count, *test, *body, *down, ["jump", begin], ["label", end]]

    def value(self) -> Code:
        """Code that puts one value on the stack."""
        code = [["push", self.draw(VALUES)]]
        while self.rng.random() < 0.5:
            chance = self.rng.random()
            if chance < 0.1:
                code += [["dup"], ["mul"]]
                continue
            code.append(["push", self.draw(VALUES)])
            if chance < 0.3:
                code.append(["swap"])
            code.append([self.draw(BINARY)])
        return code

    def function(self, name: str) -> Code:
        """A function of two values; some of them call themselves with one less."""
        code: Code = [["label", name]]
        if self.rng.random() < 0.5:
            end = self.label()
            less = [["load", 0], ["push", 1], ["sub"]]
            code += [
                ["load", 0],
                ["push", 1],
                ["lt"],
                ["push", 1],
                ["sub"],
                ["jz", end],
            ]
            code += [*less, ["load", 1], ["call", name, 2], ["print"], ["label", end]]
        left = [["load", 7]] if self.rng.random() < 0.03 else [["load", 0]]
        code += [*left, ["load", 1], [self.draw(BINARY)], ["dup"]]
        return [*code, ["ret"]]


def case(rng: Random, size: int, stage: str = "calls") -> dict[str, Any]:
    """A program of `size` fragments, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    writer = Writer(rng, stage)
    program = [line for _ in range(size) for line in writer.fragment()]
    if stage == "calls":
        program.append(["halt"])
        for name in ("f0", "f1", "f2"):
            program += writer.function(name)
    limit = 10 * size if rng.random() < 0.1 else 6000
    return {"program": program, "limit": limit}


def large(rng: Random, size: int) -> dict[str, Any]:
    """A jump over thousands of instructions, to a loop with a call that never ends."""
    filler = [["push", int(rng.random() * 10)] for _ in range(FILLER)]
    loop = [["label", "loop"], ["load", 0], ["call", "next", 1], ["store", 0]]
    behind = [["label", "next"], ["load", 0], ["push", 3], ["add"], ["ret"]]
    start = [["push", 1], ["store", 0], ["jump", "loop"]]
    program = [*start, *filler, *loop, ["jump", "loop"], *behind]
    return {"program": program, "limit": size}
