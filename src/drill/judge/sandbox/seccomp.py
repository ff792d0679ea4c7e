"""The system calls a worker may make, as a program that the kernel runs at each call.

Classic BPF: a list of instructions of eight bytes, run from the top to a return.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from drill.judge.sandbox.system_calls import (
    AARCH64,
    ALLOWED,
    CONDITIONAL,
    FURTHER,
    KILLED,
    OWN_PID,
    UNKNOWN,
    WHEN,
    X86_64,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.judge.sandbox.system_calls import Test

ARCHITECTURES = {X86_64: 0xC000_003E, AARCH64: 0xC000_00B7}
"""How the kernel names the processor that a call was made for."""
NAMESPACES = 0x2000_0000 | 0x7E02_0000
"""Every CLONE_NEW… in the flags of `clone`."""
X32 = 0x4000_0000
"""From this number on, calls are of another table of x86-64."""

LOAD = 0x20
AND = 0x54
JUMP_EQUAL = 0x15
JUMP_AT_LEAST = 0x35
RETURN = 0x06

NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
"""Where they stand in what the filter is shown, in bytes."""

ALLOW = 0x7FFF_0000
KILL = 0x8000_0000
REFUSE = 0x0005_0000
EPERM, ENOSYS = 1, 38

Instruction = tuple[int, int, int, int]
"""Code, how far to jump when true and when false, and a number."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A program for the kernel."""

    code: bytes
    own_pid: tuple[int, ...]
    """Where in it the worker's own number is to be written, in bytes."""


@cache
def build(machine: str, further: tuple[str, ...] = ()) -> Filter:
    """The filter for a processor.

    Args:
        machine: as `platform.machine()` names it.
        further: names of calls of `FURTHER` that may be made too.

    Raises:
        KeyError: nobody has made a table for it.
    """
    column = {X86_64: 0, AARCH64: 1}[machine]
    program = _beginning(machine)
    for table, verdict in (
        (ALLOWED, ALLOW),
        ({name: FURTHER[name] for name in further}, ALLOW),
        (KILLED, KILL),
        (UNKNOWN, REFUSE | ENOSYS),
    ):
        for numbers in table.values():
            if (number := numbers[column]) is not None:
                program += [(JUMP_EQUAL, 0, 1, number), _return(verdict)]
    for name, numbers in CONDITIONAL.items():
        if (number := numbers[column]) is not None:
            block = list(_conditional(WHEN[name]))
            program += [(JUMP_EQUAL, 0, len(block), number), *block]
    program.append(_return(REFUSE | EPERM))
    return _filter(program)


@cache
def build_lenient(machine: str) -> Filter:
    """The filter of a compiler: all but what only an attack asks for.

    It runs in namespaces of its own, with nothing of the host to write to or to reach.

    Raises:
        KeyError: nobody has made a table for the processor.
    """
    column = {X86_64: 0, AARCH64: 1}[machine]
    program = _beginning(machine)
    for table, verdict in ((KILLED, KILL), (UNKNOWN, REFUSE | ENOSYS)):
        for numbers in table.values():
            if (number := numbers[column]) is not None:
                program += [(JUMP_EQUAL, 0, 1, number), _return(verdict)]
    clone = CONDITIONAL["clone"][column]
    assert clone is not None  # noqa: S101 - both processors have it
    program += [
        (JUMP_EQUAL, 0, 4, clone),
        _load(ARGUMENTS),
        (AND, 0, 0, NAMESPACES),
        (JUMP_EQUAL, 1, 0, 0),
        _return(REFUSE | EPERM),
    ]
    program.append(_return(ALLOW))
    return _filter(program)


def _beginning(machine: str) -> list[Instruction]:
    """Let in calls of one processor's own table alone; the number is loaded then."""
    program = [
        _load(ARCHITECTURE),
        (JUMP_EQUAL, 1, 0, ARCHITECTURES[machine]),
        _return(KILL),
        _load(NUMBER),
    ]
    if machine == X86_64:
        program += [(JUMP_AT_LEAST, 0, 1, X32), _return(KILL)]
    return program


def _filter(program: list[Instruction]) -> Filter:
    code = b"".join(struct.pack("=HBBI", *each) for each in program)
    slots = (index * 8 + 4 for index, each in enumerate(program) if each[3] == OWN_PID)
    return Filter(code, tuple(slots))


def _conditional(ways: tuple[tuple[Test, ...], ...]) -> Iterator[Instruction]:
    """Allow a call whose arguments pass all the tests of one way."""
    for tests in ways:
        halves = [half for test in tests for half in _halves(test)]
        for index, (offset, mask, value) in enumerate(halves):
            # Past the rest of this way: three for each, and its return.
            beyond = 3 * (len(halves) - index - 1) + 1
            yield _load(offset)
            yield (AND, 0, 0, mask)
            yield (JUMP_EQUAL, 0, beyond, value)
        yield _return(ALLOW)
    yield _return(REFUSE | EPERM)


def _halves(test: Test) -> Iterator[tuple[int, int, int]]:
    """Offset, mask and value of each half that counts; both are little-endian."""
    offset = ARGUMENTS + 8 * test.argument
    yield offset, test.mask, test.value
    if test.is_pointer:
        yield offset + 4, 0xFFFF_FFFF, 0


def _load(offset: int) -> Instruction:
    return (LOAD, 0, 0, offset)


def _return(verdict: int) -> Instruction:
    return (RETURN, 0, 0, verdict)
