"""Tells the place behind the instruction that was at fault."""

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

WORD = 1 << 64
DEEPEST = 1000
"""Calls that may be active at a time."""


class StoppedError(Exception):
    """The program ends, for a reason."""


@dataclass(slots=True)
class Frame:
    """What a call has for itself."""

    back: int = 0
    """Where the caller goes on."""
    stack: list[int] = field(default_factory=list)
    variables: dict[int, int] = field(default_factory=dict)


def quotient(left: int, right: int) -> int:
    """The quotient without its fraction, as in C; Python rounds down."""
    if right == 0:
        raise StoppedError("division")
    size = abs(left) // abs(right)
    return size if (left < 0) == (right < 0) else -size


def remainder(left: int, right: int) -> int:
    """What the quotient leaves over; it has the sign of `left`."""
    return left - right * quotient(left, right)


BINARY: dict[str, Callable[[int, int], int]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": quotient,
    "mod": remainder,
    "lt": operator.lt,
    "eq": operator.eq,
}


class Machine:
    """A program on its way."""

    def __init__(self, program: list[list[Any]]) -> None:
        self.program = program
        self.labels = {
            line[1]: place for place, line in enumerate(program) if line[0] == "label"
        }
        self.at = 0
        self.frame = Frame()
        self.callers: list[Frame] = []
        self.output: list[int] = []
        self.does: dict[str, Callable[..., None]] = {
            name: self._binary(compute) for name, compute in BINARY.items()
        }
        for name in ("push", "dup", "drop", "swap", "print", "halt", "load", "store"):
            self.does[name] = getattr(self, f"_{name}")
        for name in ("label", "jump", "jz", "call", "ret"):
            self.does[name] = getattr(self, f"_{name}")

    def run(self, limit: int) -> tuple[str, int]:
        """Why the program ended, and at which instruction."""
        steps = 0
        while self.at < len(self.program):
            here = self.at
            if steps == limit:
                return "limit", here
            steps += 1
            self.at += 1
            name, *operands = self.program[here]
            try:
                self.does[name](*operands)
            except StoppedError as stopped:
                return str(stopped), self.at
        return "halt", self.at

    def _pop(self) -> int:
        if not self.frame.stack:
            raise StoppedError("underflow")
        return self.frame.stack.pop()

    def _push(self, value: int) -> None:
        self.frame.stack.append(value)

    def _binary(self, compute: Callable[[int, int], int]) -> Callable[[], None]:
        def run() -> None:
            right, left = self._pop(), self._pop()
            self._push((compute(left, right) + WORD // 2) % WORD - WORD // 2)

        return run

    def _dup(self) -> None:
        value = self._pop()
        self.frame.stack += [value, value]

    def _drop(self) -> None:
        self._pop()

    def _swap(self) -> None:
        top, below = self._pop(), self._pop()
        self.frame.stack += [top, below]

    def _print(self) -> None:
        self.output.append(self._pop())

    def _halt(self) -> None:
        raise StoppedError("halt")

    def _load(self, variable: int) -> None:
        if variable not in self.frame.variables:
            raise StoppedError("variable")
        self._push(self.frame.variables[variable])

    def _store(self, variable: int) -> None:
        self.frame.variables[variable] = self._pop()

    def _label(self, name: str) -> None:
        """Marks a place and does nothing."""

    def _jump(self, name: str) -> None:
        if name not in self.labels:
            raise StoppedError("label")
        self.at = self.labels[name]

    def _jz(self, name: str) -> None:
        if self._pop() == 0:
            self._jump(name)

    def _call(self, name: str, count: int) -> None:
        called = Frame(back=self.at)
        self._jump(name)
        for variable in reversed(range(count)):
            called.variables[variable] = self._pop()
        if len(self.callers) == DEEPEST:
            raise StoppedError("depth")
        self.callers.append(self.frame)
        self.frame = called

    def _ret(self) -> None:
        if not self.callers:
            raise StoppedError("return")
        value = self._pop()
        self.at = self.frame.back
        self.frame = self.callers.pop()
        self._push(value)


def run(program: list[list[Any]], limit: int) -> dict[str, Any]:
    """What a program prints, why it ends and where."""
    machine = Machine(program)
    end, at = machine.run(limit)
    return {"end": end, "at": at, "output": machine.output}
