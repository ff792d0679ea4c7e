"""Demand paging under FIFO, LRU and OPT, one reference after another.

All frames are empty at first, and filling them counts as faults. OPT throws out the
page that is used again last; of pages that never are, the one that came first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Policy(StrEnum):
    """Which page gives way; MRU and LFU serve as wrong models."""

    FIFO = "FIFO"
    LRU = "LRU"
    OPT = "OPT"
    MRU = "MRU"
    LFU = "LFU"


@dataclass(frozen=True, slots=True)
class Step:
    """What one reference did."""

    page: int
    is_fault: bool
    evicted: int | None
    resident: tuple[int, ...]
    """The pages in memory afterwards, the one that was loaded first in front."""


def trace(references: Sequence[int], frames: int, policy: Policy) -> list[Step]:
    """What each reference does.

    Args:
        references: page numbers, in the order of their use.
        frames: >= 1.
        policy: which page gives way.
    """
    resident: list[int] = []
    steps = []
    for now, page in enumerate(references):
        is_fault, evicted = page not in resident, None
        if is_fault:
            if len(resident) == frames:
                evicted = victim(resident, references, now, policy)
                resident.remove(evicted)
            resident.append(page)
        steps.append(Step(page, is_fault, evicted, tuple(resident)))
    return steps


def faults(references: Sequence[int], frames: int, policy: Policy) -> int:
    """How many references find their page missing."""
    return sum(step.is_fault for step in trace(references, frames, policy))


def victim(
    resident: Sequence[int], references: Sequence[int], now: int, policy: Policy
) -> int:
    """The page that gives way at reference number `now`, counted from 0."""
    past, future = references[:now], references[now:]
    match policy:
        case Policy.FIFO:
            return resident[0]
        case Policy.LRU:
            return min(resident, key=lambda page: _last_use(past, page))
        case Policy.MRU:
            return max(resident, key=lambda page: _last_use(past, page))
        case Policy.LFU:
            return min(resident, key=past.count)
        case Policy.OPT:
            return max(resident, key=lambda page: _next_use(future, page))


def _last_use(past: Sequence[int], page: int) -> int:
    return max(place for place, each in enumerate(past) if each == page)


def _next_use(future: Sequence[int], page: int) -> int:
    return future.index(page) if page in future else len(future)
