"""Flows in small networks: augmenting paths, residual capacities, cuts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Pair: TypeAlias = tuple[str, str]
Network: TypeAlias = "Mapping[Pair, int]"
"""The capacities of edges."""


@dataclass(frozen=True, slots=True)
class Step:
    """One augmenting path."""

    path: tuple[str, ...]
    amount: int
    """What it adds: the least residual capacity on it."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What a run found."""

    steps: list[Step]
    residual: dict[Pair, int]

    @property
    def value(self) -> int:
        """What flows from the source to the sink."""
        return sum(step.amount for step in self.steps)


def augment(residual: dict[Pair, int], path: Sequence[str], *, back: bool) -> int:
    """Send what a path takes, in place, with or without edges back."""
    pairs = list(pairwise(path))
    amount = min(residual[pair] for pair in pairs)
    for one, other in pairs:
        residual[one, other] -= amount
        if back:
            residual[other, one] = residual.get((other, one), 0) + amount
    return amount


def reached(residual: Mapping[Pair, int], source: str) -> dict[str, str]:
    """The vertices that can still be reached, each with the one before.

    Breadth-first, neighbours by name, so paths have the fewest edges.
    """
    onwards: dict[str, list[str]] = {}
    for (start, end), left in residual.items():
        if left > 0:
            onwards.setdefault(start, []).append(end)
    before, waiting = {source: ""}, [source]
    for place in waiting:
        for end in sorted(onwards.get(place, ())):
            if end not in before:
                before[end] = place
                waiting.append(end)
    return before


def run(network: Network, source: str, sink: str, *, back: bool = True) -> Flow:
    """Augment along shortest paths until there is none.

    Args:
        network: capacities.
        source: where the flow begins.
        sink: where it ends.
        back: whether residual edges lead back (without them it is greedy; wrong).

    Source: Edmonds and Karp 1972; Cormen et al., EDMONDS-KARP.
    """
    residual, steps = dict(network), list[Step]()
    while sink in (before := reached(residual, source)):
        path = [sink]
        while path[0] != source:
            path.insert(0, before[path[0]])
        steps.append(Step(tuple(path), augment(residual, path, back=back)))
    return Flow(steps, residual)


def cut(network: Network, side: frozenset[str]) -> int:
    """The capacity from one side to the other."""
    return sum(
        capacity
        for (start, end), capacity in network.items()
        if start in side and end not in side
    )


def vertices(network: Network) -> list[str]:
    """All vertices, by name."""
    return sorted({name for pair in network for name in pair})


def only_cut(network: Network, flow: Flow, source: str, sink: str) -> frozenset[str]:
    """The source's side of the minimum cut; empty when there are several.

    The smallest such side is what the source still reaches, the largest what does not
    reach the sink: Ford and Fulkerson 1962, chapter I, section 5.
    """
    turned = {(end, start): left for (start, end), left in flow.residual.items()}
    smallest = frozenset(reached(flow.residual, source))
    largest = frozenset(vertices(network)) - frozenset(reached(turned, sink))
    return smallest if smallest == largest else frozenset()
