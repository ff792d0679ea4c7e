"""A consistent hash ring with virtual nodes, and walks on it that go wrong.

A ring has positions from 0 up to its size. A token is a position that a node has taken;
a key belongs to the node of the first token at its position or clockwise after it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.chance import Chance

Tokens: TypeAlias = "Mapping[int, str]"
"""The node of each token."""


def walk(tokens: Tokens, position: int) -> list[str]:
    """The nodes of all tokens, clockwise from a position."""
    order = sorted(tokens)
    start = bisect_left(order, position)
    return [tokens[token] for token in order[start:] + order[:start]]


def owner(tokens: Tokens, position: int) -> str:
    """The node that a key at some position belongs to.

    Source: Karger et al., STOC 1997, section 4; DeCandia et al. 2007, section 4.2.
    """
    return walk(tokens, position)[0]


def preference(tokens: Tokens, position: int, count: int) -> list[str]:
    """The first distinct nodes clockwise, which hold the replicas of a key.

    Source: DeCandia et al., SOSP 2007, section 4.3.
    """
    return list(dict.fromkeys(walk(tokens, position)))[:count]


def shares(tokens: Tokens, size: int) -> dict[str, int]:
    """How many positions of the ring belong to each node."""
    found = dict.fromkeys(tokens.values(), 0)
    order = sorted(tokens)
    for before, token in zip([order[-1] - size, *order[:-1]], order, strict=True):
        found[tokens[token]] += token - before
    return found


def without(tokens: Tokens, node: str) -> dict[int, str]:
    """The ring after a node has left."""
    return {token: name for token, name in tokens.items() if name != node}


# --- walks that go wrong ----------------------------------------------------------


def counterclockwise(tokens: Tokens, position: int) -> str:
    """The node of the first token before a position."""
    return walk(tokens, position)[-1]


def nearest(tokens: Tokens, position: int, size: int) -> str:
    """The node of the token that is nearest, on whichever side."""
    return tokens[
        min(
            tokens, key=lambda t: (min((t - position) % size, (position - t) % size), t)
        )
    ]


def unwrapped(tokens: Tokens, position: int) -> str:
    """The owner on a line that does not close to a ring: past the end the last one."""
    order = sorted(tokens)
    return tokens[order[min(bisect_left(order, position), len(order) - 1)]]


# --- drawing ----------------------------------------------------------------------


def draw(chance: Chance, nodes: Sequence[str], each: int, size: int) -> dict[int, str]:
    """Tokens for nodes, some distance from one another."""
    places = chance.shuffled(range(2, size - 1, 3))[: each * len(nodes)]
    return {
        place + chance.whole(0, 1): nodes[number % len(nodes)]
        for number, place in enumerate(places)
    }
