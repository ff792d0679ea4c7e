"""A classic five-stage pipeline that issues in order: IF, ID, EX, MEM, WB.

The register file is written in the first half of a cycle and read in the second. An
instruction waits in ID for its sources: without forwarding until the producer is in
WB, with forwarding until the value can reach EX. All sources are needed in EX, the
value that a store writes among them. A taken branch, decided in EX, costs two cycles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

STAGES: Final = 5
FLUSHED: Final = 2
"""Cycles lost behind a taken branch."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One of a program, in the order in which it runs."""

    text: str
    writes: str = ""
    """A register; empty for none."""
    reads: tuple[str, ...] = ()
    is_load: bool = False
    is_taken: bool = False
    """A branch that is taken: the next one is fetched two cycles late."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How hazards are dealt with."""

    forwards: bool = True
    load_delay: int = 1
    """Cycles between a load's EX and the EX of its user, beyond the first."""
    gap: int = 2
    """Without forwarding: cycles by which a producer must be ahead, less one."""
    flushed: int = FLUSHED


def decoded(program: Sequence[Instruction], pipeline: Pipeline) -> list[int]:
    """The cycle, from 1, in which each instruction leaves ID.

    Source: Patterson and Hennessy, Computer Organization and Design, sections 4.7 to
    4.9 (RISC-V edition, 2nd).
    """
    found: list[int] = []
    ready: dict[str, int] = {}  # the first cycle in which a user may leave ID
    for place, each in enumerate(program):
        earliest = 2
        if found:
            lost = pipeline.flushed if program[place - 1].is_taken else 0
            earliest = found[-1] + 1 + lost
        cycle = max([earliest, *(ready.get(source, 0) for source in each.reads)])
        found.append(cycle)
        if each.writes:
            ready[each.writes] = cycle + 1 + _wait(each, pipeline)
    return found


def _wait(producer: Instruction, pipeline: Pipeline) -> int:
    """The cycles that the next instruction loses if it needs the result."""
    if not pipeline.forwards:
        return pipeline.gap
    return pipeline.load_delay if producer.is_load else 0


def cycles(program: Sequence[Instruction], pipeline: Pipeline) -> int:
    """From the fetch of the first instruction to the write-back of the last."""
    return decoded(program, pipeline)[-1] + 3


def stalls(program: Sequence[Instruction], pipeline: Pipeline) -> int:
    """Cycles lost to data hazards."""
    taken = sum(each.is_taken for each in program[:-1])
    ideal = len(program) + STAGES - 1 + taken * pipeline.flushed
    return cycles(program, pipeline) - ideal
