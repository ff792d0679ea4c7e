"""Happens-before over one execution, and the data races that it leaves.

An execution is a list of events in the order in which they took place. The model is
that of C++ and Java without its corners: one store to each atomic variable, which
later loads read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kind(StrEnum):
    """What an event does."""

    READ = "read"
    WRITE = "write"
    LOCK = "lock"
    UNLOCK = "unlock"
    RELEASE = "release"
    """An atomic store with release order."""
    ACQUIRE = "acquire"
    """An atomic load with acquire order, which reads that store."""
    RELAXED_STORE = "relaxed store"
    RELAXED_LOAD = "relaxed load"


@dataclass(frozen=True, slots=True)
class Event:
    """One step of one thread."""

    thread: str
    kind: Kind
    target: str
    """The variable or the lock."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What orders events of different threads; the defaults are the model's."""

    synchronises: bool = True
    """Whether locks and atomic variables order anything."""
    tells_locks_apart: bool = True
    """Whether only the same lock orders."""
    trusts_relaxed: bool = False
    """Whether relaxed accesses order (wrong)."""
    is_transitive: bool = True
    """Whether orders chain over a third thread."""
    covers_all: bool = False
    """Whether one edge orders all of two threads, also what comes after (wrong)."""
    follows_time: bool = False
    """Whether the order in time is an order already (wrong)."""


MODEL = Rules()
PAIRS = {Kind.UNLOCK: Kind.LOCK, Kind.RELEASE: Kind.ACQUIRE}
RELAXED = {
    Kind.RELAXED_STORE: Kind.RELEASE,
    Kind.RELAXED_LOAD: Kind.ACQUIRE,
}


def synchronises_with(first: Event, later: Event, rules: Rules = MODEL) -> bool:
    """Whether an event orders a later one of another thread.

    Source: Manson, Pugh and Adve, The Java Memory Model, POPL 2005; ISO C++,
    intro.races.
    """
    kinds = [first.kind, later.kind]
    if rules.trusts_relaxed:
        kinds = [RELAXED.get(each, each) for each in kinds]
    if PAIRS.get(kinds[0]) != kinds[1]:
        return False
    same = first.target == later.target
    return same or (kinds[0] is Kind.UNLOCK and not rules.tells_locks_apart)


def happens_before(
    events: Sequence[Event], rules: Rules = MODEL
) -> set[tuple[int, int]]:
    """The pairs of places of which the first happens before the second."""
    edges = {
        (i, j)
        for i, j in combinations(range(len(events)), 2)
        if _is_edge(events[i], events[j], rules)
    }
    if rules.covers_all:
        edges = _widened(events, edges)
    if not rules.is_transitive:
        return _over_one_edge(events, edges)
    return _closed(len(events), edges)


def _is_edge(first: Event, later: Event, rules: Rules) -> bool:
    if first.thread == later.thread or rules.follows_time:
        return True
    return rules.synchronises and synchronises_with(first, later, rules)


def _widened(
    events: Sequence[Event], edges: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    linked = {(events[i].thread, events[j].thread) for i, j in edges}
    return {
        (i, j)
        for i, j in combinations(range(len(events)), 2)
        if (events[i].thread, events[j].thread) in linked
        or events[i].thread == events[j].thread
    }


def _closed(count: int, edges: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The transitive closure; in time each event only has earlier ones before it."""
    before: list[set[int]] = []
    for later in range(count):
        known: set[int] = set()
        for earlier in range(later):
            if (earlier, later) in edges:
                known |= {earlier, *before[earlier]}
        before.append(known)
    return {(earlier, later) for later, known in enumerate(before) for earlier in known}


def _over_one_edge(
    events: Sequence[Event], edges: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """The pairs that are linked by one edge between threads at most."""
    threads = [each.thread for each in events]
    return {
        (i, j)
        for i, j in combinations(range(len(events)), 2)
        if any(
            i <= start and end <= j and threads[start] == threads[i]
            for start, end in edges
            if threads[end] == threads[j]
        )
    }


def races(events: Sequence[Event], rules: Rules = MODEL) -> list[tuple[int, int]]:
    """Pairs of conflicting plain accesses that nothing orders, by their places."""
    ordered = happens_before(events, rules)
    return [
        (i, j)
        for i, j in combinations(range(len(events)), 2)
        if _conflict(events[i], events[j]) and (i, j) not in ordered
    ]


def _conflict(one: Event, other: Event) -> bool:
    kinds = {one.kind, other.kind}
    plain = kinds <= {Kind.READ, Kind.WRITE} and Kind.WRITE in kinds
    return plain and one.target == other.target and one.thread != other.thread


def racing(events: Sequence[Event], rules: Rules = MODEL) -> tuple[str, ...]:
    """The variables with a data race, sorted."""
    return tuple(sorted({events[i].target for i, _ in races(events, rules)}))
