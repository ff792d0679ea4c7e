"""Dijkstra's algorithm on small directed graphs, and runs that get it wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Edge(NamedTuple):
    """From one vertex to another, at a cost."""

    start: str
    end: str
    weight: int


@dataclass(frozen=True, slots=True)
class Rules:
    """How the next vertex is chosen; the defaults are right."""

    key: str = "distance"
    """What is least: the `distance` from the source, the last `edge`, or the `hops`."""
    relaxes: bool = True
    """Whether a later, shorter way replaces an earlier one."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found."""

    settled: list[str]
    """In their order."""
    distance: dict[str, int]
    before: dict[str, str]
    """The vertex before each on its path."""
    tables: list[dict[str, int]]
    """The known distances after each vertex was settled."""
    lowered: int
    """How often a distance was set or lowered, that of the source aside."""
    is_tied: bool
    """Whether two vertices were ever equally near, so that chance decides."""

    def path(self, vertex: str) -> list[str]:
        """The vertices on the way to one, from the source."""
        found = [vertex]
        while found[0] in self.before:
            found.insert(0, self.before[found[0]])
        return found


def run(edges: Sequence[Edge], source: str, rules: Rules | None = None) -> Run:
    """Settle all vertices that can be reached; settled ones never change again.

    Source: Dijkstra 1959, problem 2; Cormen et al., DIJKSTRA.
    """
    rules = rules or Rules()
    distance, key, before = {source: 0}, {source: 0}, dict[str, str]()
    settled: list[str] = []
    tables, lowered, is_tied = [], 0, False
    while waiting := [each for each in key if each not in settled]:
        vertex = min(waiting, key=lambda each: (key[each], each))
        is_tied |= [key[each] for each in waiting].count(key[vertex]) > 1
        settled.append(vertex)
        for edge in edges:
            if edge.start != vertex or edge.end in settled:
                continue
            found = distance[vertex] + edge.weight
            rank = {
                "distance": found,
                "edge": edge.weight,
                "hops": key[vertex] + 1,
            }[rules.key]
            is_known = edge.end in key
            if is_known and not (rules.relaxes and rank < key[edge.end]):
                continue
            distance[edge.end], key[edge.end] = found, rank
            before[edge.end] = vertex
            lowered += 1
        tables.append(dict(distance))
    return Run(settled, distance, before, tables, lowered, is_tied)


def greedy_walk(edges: Sequence[Edge], source: str, target: str) -> int | None:
    """The cost of always taking the cheapest edge to a new vertex (wrong).

    Returns:
        None when that ends elsewhere.
    """
    place, seen, cost = source, [source], 0
    while place != target:
        leaving = [each for each in edges if each.start == place]
        new = [each for each in leaving if each.end not in seen]
        if not new:
            return None
        step = min(new, key=lambda each: (each.weight, each.end))
        place, cost = step.end, cost + step.weight
        seen.append(place)
    return cost


def shortest(edges: Sequence[Edge], source: str) -> dict[str, int]:
    """The true distances, negative weights allowed (Bellman and Ford).

    There must be no negative cycle.
    """
    distance = {source: 0}
    for _ in range(len(edges)):
        for start, end, weight in edges:
            if start in distance:
                found = distance[start] + weight
                distance[end] = min(found, distance.get(end, found))
    return distance
