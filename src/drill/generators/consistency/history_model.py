"""Histories of registers, and a checker of consistency models that tries all orders.

Every value is written once, and registers hold 0 at first, so a read names the write
that it has seen. Times of all beginnings and ends differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drill.generators.wording import fenced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drill.chance import Chance


@dataclass(frozen=True, slots=True)
class Operation:
    """A read or a write of one process."""

    process: int
    kind: str
    """`w` or `r`."""
    value: int
    start: int = 0
    end: int = 0
    register: str = "x"

    @property
    def is_write(self) -> bool:
        """Whether it writes."""
        return self.kind == "w"


# --- orders -----------------------------------------------------------------------


def find_order(
    operations: Sequence[Operation], comes_before: Callable[[int, int], bool]
) -> tuple[int, ...] | None:
    """An order of all operations that explains every read; None when there is none.

    Args:
        operations: of all processes.
        comes_before: which of two places must stay before the other.
    """
    places = range(len(operations))
    before = [{a for a in places if a != b and comes_before(a, b)} for b in places]
    dead: set[tuple[frozenset[int], tuple[tuple[str, int], ...]]] = set()

    def goes_on(done: tuple[int, ...], now: dict[str, int]) -> tuple[int, ...] | None:
        if len(done) == len(operations):
            return done
        state = (frozenset(done), tuple(sorted(now.items())))
        if state in dead:
            return None
        for place in places:
            each = operations[place]
            if place in done or not before[place] <= state[0]:
                continue
            if not each.is_write:
                if now.get(each.register, 0) != each.value:
                    continue
                return goes_on((*done, place), now)  # nothing is lost by reading now
            found = goes_on((*done, place), now | {each.register: each.value})
            if found is not None:
                return found
        dead.add(state)
        return None

    return goes_on((), {})


def by_time(operations: Sequence[Operation]) -> Callable[[int, int], bool]:
    """What ended before another began comes before it."""
    return lambda a, b: operations[a].end < operations[b].start


def by_process(operations: Sequence[Operation]) -> Callable[[int, int], bool]:
    """What a process did earlier comes before what it did later."""
    return lambda a, b: a < b and operations[a].process == operations[b].process


def is_linearizable(operations: Sequence[Operation]) -> bool:
    """Whether some order explains every read and keeps the order of time.

    Source: Herlihy and Wing, TOPLAS 12(3), 1990, section 2.
    """
    return find_order(operations, by_time(operations)) is not None


def is_sequential(operations: Sequence[Operation]) -> bool:
    """Whether some order explains every read and keeps that of each process.

    Source: Lamport, IEEE Transactions on Computers C-28(9), 1979.
    """
    return find_order(operations, by_process(operations)) is not None


def is_causal(operations: Sequence[Operation]) -> bool:
    """Whether each process sees all writes in some order that keeps causality.

    Source: Ahamad et al., Causal memory, Distributed Computing 9(1), 1995, section 2.
    """
    before = causes(operations)
    if any(place in before[place] for place in range(len(operations))):
        return False
    processes = sorted({each.process for each in operations})
    return all(view(operations, process) is not None for process in processes)


def view(operations: Sequence[Operation], process: int) -> list[int] | None:
    """All writes and one process's reads in an order that keeps causes, if any."""
    kept = [
        place
        for place, each in enumerate(operations)
        if each.is_write or each.process == process
    ]
    before = causes(operations)
    seen = [operations[place] for place in kept]
    found = find_order(seen, lambda a, b: kept[a] in before[kept[b]])
    return None if found is None else [kept[place] for place in found]


def causes(operations: Sequence[Operation]) -> list[set[int]]:
    """The places before each one by program order, reads of writes, and chains."""
    places = range(len(operations))
    before: list[set[int]] = [set() for _ in places]
    for b in places:
        for a in places:
            one, other = operations[a], operations[b]
            is_earlier = a < b and one.process == other.process
            is_read = one.is_write and not other.is_write and _same(one, other)
            if is_earlier or is_read:
                before[b].add(a)
    for middle in places:
        for b in places:
            if middle in before[b]:
                before[b] |= before[middle]
    return before


def _same(one: Operation, other: Operation) -> bool:
    return (one.register, one.value) == (other.register, other.value)


def level(operations: Sequence[Operation]) -> int:
    """The strongest model that holds: 3 linearizable, 2 sequential, 1 causal, 0."""
    checks = (is_linearizable, is_sequential, is_causal)
    return next((3 - n for n, holds in enumerate(checks) if holds(operations)), 0)


# --- one read that is still open --------------------------------------------------


def readable(
    operations: Sequence[Operation],
    read: Operation,
    holds: Callable[[Sequence[Operation]], bool],
) -> list[int]:
    """The values that a further read may return under some model."""
    values = [0, *(each.value for each in operations if each.is_write)]
    return [v for v in sorted(values) if holds([*operations, replace(read, value=v)])]


def regular(operations: Sequence[Operation], read: Operation) -> list[int]:
    """What a regular register may return: the last write before, or one during it.

    Source: Lamport, On interprocess communication, 1986, part II.
    """
    writes = [each for each in operations if each.is_write]
    over = [each for each in writes if each.end < read.start]
    last = [
        each.value for each in over if not any(each.end < w.start for w in over)
    ] or [0]
    during = [w.value for w in writes if w.start < read.end and w.end > read.start]
    return sorted({*last, *during})


# --- drawing ----------------------------------------------------------------------


def timeline(
    chance: Chance, kinds: Sequence[str], length: int, *, registers: str = "x"
) -> list[Operation]:
    """Operations at drawn times, one row of kinds a process; reads have value 0.

    Each process has operations one after another; the order is that of processes.
    """
    free = chance.shuffled(range(length))
    operations = []
    value = 0
    for process, row in enumerate(kinds, 1):
        times = sorted(free.pop() for _ in range(2 * len(row)))
        for place, kind in enumerate(row):
            value += kind == "w"
            start, end = times[2 * place : 2 * place + 2]
            written = value if kind == "w" else 0
            register = chance.pick(registers)
            operations.append(Operation(process, kind, written, start, end, register))
    return operations


# --- showing ----------------------------------------------------------------------

_UNIT = 4
"""Cells of a diagram from one moment to the next."""


def named(operations: Sequence[Operation], place: int) -> str:
    """An operation as it is written: `w1`, or `w(x)1` when there are more registers."""
    each = operations[place]
    is_one = len({other.register for other in operations}) == 1
    return f"{each.kind}{'' if is_one else f'({each.register})'}{each.value}"


def rows(operations: Sequence[Operation]) -> str:
    """Each process a row, its operations in their order."""
    lines = []
    for process in sorted({each.process for each in operations}):
        row = [
            named(operations, place)
            for place, each in enumerate(operations)
            if each.process == process
        ]
        lines.append(f"P{process}  {'  '.join(row)}")
    return fenced(lines)


def diagram(operations: Sequence[Operation], unknown: Operation | None = None) -> str:
    """Each process a row, each operation from its beginning to its end.

    Args:
        operations: of one register.
        unknown: a further read, whose value is not shown.
    """
    lines = []
    shown = [*operations, *([unknown] if unknown else [])]
    for process in sorted({each.process for each in shown}):
        row = ""
        for each in sorted(shown, key=lambda other: other.start):
            if each.process == process:
                label = f"{each.kind}{'?' if each is unknown else each.value}"
                width = (each.end - each.start) * _UNIT - 1
                row = row.ljust(each.start * _UNIT) + f"|{label.center(width, '-')}|"
        lines.append(f"P{process}  {row}".rstrip())
    return fenced(lines)
