"""Liveness in a straight line of code, interference, and colouring by simplifying."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Graph: TypeAlias = "Mapping[str, frozenset[str]]"
"""The neighbours of each vertex."""


@dataclass(frozen=True, slots=True)
class Line:
    """One instruction."""

    target: str
    """What it defines."""
    uses: tuple[str, ...]
    text: str


def live_after(lines: Sequence[Line], at_end: frozenset[str]) -> list[frozenset[str]]:
    """What is live just after each line.

    Source: Appel, Modern Compiler Implementation, section 10.1.
    """
    live, found = at_end, list[frozenset[str]]()
    for line in reversed(lines):
        found.insert(0, live)
        live = (live - {line.target}) | set(line.uses)
    return found


def interference(lines: Sequence[Line], at_end: frozenset[str]) -> Graph:
    """Which variables cannot share a register: one is defined while the other lives.

    Source: Appel, section 11.1.
    """
    pairs: set[tuple[str, str]] = set()
    names: set[str] = set(at_end)
    for line, live in zip(lines, live_after(lines, at_end), strict=True):
        names |= {line.target, *line.uses}
        for other in live - {line.target}:
            pairs |= {(line.target, other), (other, line.target)}
    return {
        name: frozenset(other for one, other in pairs if one == name)
        for name in sorted(names)
    }


def pressure(lines: Sequence[Line], at_end: frozenset[str]) -> int:
    """The most variables that are live at once, after some line."""
    return max(len(live) for live in live_after(lines, at_end))


# --- colouring -------------------------------------------------------------------


def degree(graph: Graph, vertex: str, left: Sequence[str]) -> int:
    """How many neighbours of a vertex are still there."""
    return sum(other in left for other in graph[vertex])


@dataclass(slots=True)
class Allocation:
    """What an allocator did."""

    stack: list[str] = field(default_factory=list)
    """Vertices in the order in which they were taken away."""
    doubtful: list[str] = field(default_factory=list)
    """Those taken though they had too many neighbours, in their order."""
    colours: dict[str, int] = field(default_factory=dict)
    """From 1, of those that got one."""
    spilled: list[str] = field(default_factory=list)
    """Those that got none, in the order in which they came back."""


def blocked(graph: Graph, count: int) -> list[str]:
    """What is left when no vertex has fewer neighbours than there are registers."""
    left = sorted(graph)
    while low := [each for each in left if degree(graph, each, left) < count]:
        left.remove(low[0])
    return left


def allocate(graph: Graph, count: int, *, is_optimistic: bool = True) -> Allocation:
    """Simplify, then give colours back from the stack, the lowest that is free.

    Among vertices of low degree the first by name is taken; when there is none, the
    one of highest degree, likewise. Chaitin spills that one at once; Briggs hopes.

    Source: Chaitin 1982; Briggs, Cooper and Torczon 1994, section 2.
    """
    found, left = Allocation(), sorted(graph)
    while left:
        low = [each for each in left if degree(graph, each, left) < count]
        taken = (
            low[0]
            if low
            else min(left, key=lambda each: (-degree(graph, each, left), each))
        )
        if not low:
            found.doubtful.append(taken)
        left.remove(taken)
        found.stack.append(taken)
    for vertex in reversed(found.stack):
        if vertex in found.doubtful and not is_optimistic:
            found.spilled.append(vertex)
            continue
        used = {found.colours.get(other) for other in graph[vertex]}
        free = [each for each in range(1, count + 1) if each not in used]
        if free:
            found.colours[vertex] = free[0]
        else:
            found.spilled.append(vertex)
    return found


def chromatic_number(graph: Graph) -> int:
    """The fewest colours, by trying; for small graphs."""
    names = sorted(graph)

    def fits(place: int, colours: dict[str, int], count: int) -> bool:
        if place == len(names):
            return True
        used = {colours.get(other) for other in graph[names[place]]}
        return any(
            fits(place + 1, {**colours, names[place]: each}, count)
            for each in range(count)
            if each not in used
        )

    return next(count for count in range(len(names) + 1) if fits(0, {}, count))
