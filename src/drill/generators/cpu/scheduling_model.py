"""One processor and its processes under four disciplines, in whole milliseconds.

Switching costs nothing. Of processes that are alike to a discipline the one that
arrived first goes first, then the one with the lower name. Under round robin a
process that arrives when a slice ends joins the queue before the one preempted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Discipline(StrEnum):
    """Who runs next, and for how long."""

    FCFS = "first come, first served"
    SJF = "shortest job first, without preemption"
    SRTF = "shortest remaining time first, with preemption"
    RR = "round robin"


@dataclass(frozen=True, slots=True)
class Process:
    """What is to be run."""

    name: str
    arrival: int
    """Milliseconds."""
    burst: int
    """Milliseconds, >= 1."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch in which one process runs."""

    name: str
    start: int
    end: int


def schedule(
    processes: Sequence[Process],
    discipline: Discipline,
    quantum: int = 1,
    *,
    newcomers_last: bool = False,
) -> list[Slice]:
    """The processor's time, without its idle stretches; neighbours are joined.

    Args:
        processes: in any order, names distinct.
        discipline: who runs next.
        quantum: of round robin.
        newcomers_last: whether one that arrives when a slice ends queues behind the
            one preempted (not the rule).

    Source: Silberschatz, Galvin and Gagne, Operating System Concepts, section 5.3.
    """
    left = {each.name: each.burst for each in processes}
    coming = sorted(processes, key=lambda each: (each.arrival, each.name))
    queue: list[Process] = []
    found: list[Slice] = []
    now = 0
    while coming or queue:
        if not queue:
            now = max(now, coming[0].arrival)
        _admit(coming, queue, now)
        chosen = _next(queue, left, discipline)
        end = now + _turn(left[chosen.name], coming, now, discipline, quantum)
        left[chosen.name] -= end - now
        found.append(Slice(chosen.name, now, end))
        queue.remove(chosen)
        if not newcomers_last:
            _admit(coming, queue, end)
        if left[chosen.name]:
            queue.append(chosen)
        now = end
    return _joined(found)


def _admit(coming: list[Process], queue: list[Process], now: int) -> None:
    while coming and coming[0].arrival <= now:
        queue.append(coming.pop(0))


def _next(
    queue: list[Process], left: dict[str, int], discipline: Discipline
) -> Process:
    if discipline in {Discipline.FCFS, Discipline.RR}:
        return queue[0]
    return min(queue, key=lambda each: (left[each.name], each.arrival, each.name))


def _turn(
    left: int,
    coming: list[Process],
    now: int,
    discipline: Discipline,
    quantum: int,
) -> int:
    """How long the process may run before somebody is to be chosen again."""
    if discipline is Discipline.RR:
        return min(quantum, left)
    if discipline is Discipline.SRTF and coming:
        return min(left, coming[0].arrival - now)
    return left


def _joined(slices: list[Slice]) -> list[Slice]:
    found: list[Slice] = []
    for each in slices:
        if found and found[-1].name == each.name and found[-1].end == each.start:
            found[-1] = Slice(each.name, found[-1].start, each.end)
        else:
            found.append(each)
    return found


# --- what is asked of a schedule --------------------------------------------------


def finish(slices: Sequence[Slice], process: Process) -> int:
    """When a process is done."""
    return max(each.end for each in slices if each.name == process.name)


def turnaround(slices: Sequence[Slice], process: Process) -> int:
    """From arrival to completion."""
    return finish(slices, process) - process.arrival


def waiting(slices: Sequence[Slice], process: Process) -> int:
    """The time in the ready queue."""
    return turnaround(slices, process) - process.burst


def response(slices: Sequence[Slice], process: Process) -> int:
    """From arrival until it runs for the first time."""
    first = min(each.start for each in slices if each.name == process.name)
    return first - process.arrival


def mean(values: Sequence[int]) -> Fraction:
    """The exact average."""
    return Fraction(sum(values), len(values))
