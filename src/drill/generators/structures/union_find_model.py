"""Disjoint sets as a forest of parents, and forests that get it wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Rules:
    """How sets are joined and paths shortened."""

    by: str = "size"
    """Which root goes below: of lower `size` or `rank`; `second` or `first` (wrong)."""
    compresses: bool = True
    """Whether a find hangs all it passes below the root."""
    splits: bool = False
    """Whether each node on the path gets its former grandparent instead."""
    links_roots: bool = True
    """Whether the root is hung up, or the element itself (wrong)."""
    tie: str = "first"
    """Whose root stays one when both are equal: of the `first` or the `second`."""


@dataclass(slots=True)
class Forest:
    """The sets of 0 to n − 1."""

    parent: list[int]
    rules: Rules
    size: list[int] = field(init=False)
    rank: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.size = [1] * len(self.parent)
        self.rank = [0] * len(self.parent)

    def path(self, element: int) -> list[int]:
        """The element, its parent and so on, up to the root."""
        found = [element]
        while self.parent[found[-1]] != found[-1] and len(found) <= len(self.parent):
            found.append(self.parent[found[-1]])
        return found

    def find(self, element: int) -> int:
        """The root of an element; shortens its path."""
        *below, root = self.path(element)
        if self.rules.compresses:
            for each in below:
                self.parent[each] = root
        elif self.rules.splits:
            for each in below[:-1]:
                self.parent[each] = self.parent[self.parent[each]]
        return root

    def union(self, one: int, other: int) -> None:
        """Join two sets, after a find of each, the first one first."""
        roots = self.find(one), self.find(other)
        if roots[0] == roots[1]:
            return
        above, below = self._ordered(*roots)
        hung = below
        if not self.rules.links_roots:
            hung = other if below == roots[1] else one
        self.parent[hung] = above
        self.size[above] += self.size[below]
        if self.rank[above] == self.rank[below]:
            self.rank[above] += 1

    def _ordered(self, first: int, second: int) -> tuple[int, int]:
        """Two roots: the one that stays a root, and the other."""
        weights = {
            "size": self.size,
            "rank": self.rank,
            "second": [0] * len(self.parent),
            "first": [0] * len(self.parent),
        }[self.rules.by]
        if weights[first] != weights[second]:
            stays = first if weights[first] > weights[second] else second
        else:
            keeps_first = self.rules.by != "first" and self.rules.tie == "first"
            stays = first if keeps_first else second
        return stays, second if stays == first else first

    @property
    def roots(self) -> list[int]:
        """All elements that are their own parent, by rising number."""
        return [place for place, up in enumerate(self.parent) if place == up]


def joined(
    count: int, pairs: Iterable[tuple[int, int]], rules: Rules | None = None
) -> Forest:
    """The forest of 0 to `count` − 1 after unions of some pairs, in their order."""
    forest = Forest(list(range(count)), rules or Rules())
    for one, other in pairs:
        forest.union(one, other)
    return forest
