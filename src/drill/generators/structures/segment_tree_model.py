"""A segment tree of sums with lazy additions, and trees that get it wrong.

A node is the range of positions it covers, both ends included; its children are its
halves, the left one with the middle, which is rounded down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Span: TypeAlias = tuple[int, int]
"""The first and the last position."""


def halves(node: Span) -> tuple[Span, Span]:
    """The children of a node that is no leaf."""
    first, last = node
    middle = (first + last) // 2
    return (first, middle), (middle + 1, last)


def is_within(node: Span, wanted: Span) -> bool:
    """Whether all of a node is wanted."""
    return wanted[0] <= node[0] and node[1] <= wanted[1]


def is_apart(node: Span, wanted: Span) -> bool:
    """Whether nothing of a node is wanted."""
    return node[1] < wanted[0] or wanted[1] < node[0]


def calls(node: Span, wanted: Span) -> list[Span]:
    """The nodes that a query is called on, those apart among them, in preorder."""
    if is_apart(node, wanted) or is_within(node, wanted):
        return [node]
    left, right = halves(node)
    return [node, *calls(left, wanted), *calls(right, wanted)]


def taken(node: Span, wanted: Span) -> list[Span]:
    """The nodes whose sums a query adds up, from left to right."""
    return [each for each in calls(node, wanted) if is_within(each, wanted)]


@dataclass(frozen=True, slots=True)
class Rules:
    """How additions are delayed; the defaults are right."""

    pushes: bool = True
    """Whether a tag goes to the children before they are entered."""
    clears: bool = True
    """Whether a tag that was pushed is gone."""
    adds: bool = True
    """Whether a tag adds to one that is there, or replaces it (wrong)."""
    by_length: bool = True
    """Whether a sum grows by the addition for each of its positions."""


@dataclass(slots=True)
class Tree:
    """Sums and tags of nodes; a tag is owed to the children, so leaves have none."""

    root: Span
    rules: Rules = field(default_factory=Rules)
    sums: dict[Span, int] = field(default_factory=dict)
    tags: dict[Span, int] = field(default_factory=dict)

    def add(self, wanted: Span, amount: int, node: Span | None = None) -> None:
        """Add an amount at each position of a range."""
        node = node or self.root
        if is_apart(node, wanted):
            return
        if is_within(node, wanted):
            self._apply(node, amount)
            return
        self._push(node)
        for child in halves(node):
            self.add(wanted, amount, child)
        self.sums[node] = sum(self.sums.get(each, 0) for each in halves(node))
        if not self.rules.pushes:
            length = node[1] - node[0] + 1
            self.sums[node] += self.tags.get(node, 0) * length

    def query(self, wanted: Span, node: Span | None = None) -> int:
        """The sum of a range; pushes tags on its way."""
        node = node or self.root
        if is_apart(node, wanted):
            return 0
        if is_within(node, wanted):
            return self.sums.get(node, 0)
        self._push(node)
        return sum(self.query(wanted, child) for child in halves(node))

    @property
    def pending(self) -> list[tuple[Span, int]]:
        """The nodes with a tag, from the root downwards, from left to right."""
        found = [(node, tag) for node, tag in self.tags.items() if tag]
        return sorted(found, key=lambda each: (each[0][0] - each[0][1], each[0]))

    def _apply(self, node: Span, amount: int) -> None:
        length = node[1] - node[0] + 1
        grown = amount * (length if self.rules.by_length else 1)
        self.sums[node] = self.sums.get(node, 0) + grown
        if length > 1:
            before = self.tags.get(node, 0) if self.rules.adds else 0
            self.tags[node] = before + amount

    def _push(self, node: Span) -> None:
        tag = self.tags.get(node, 0)
        if tag and self.rules.pushes:
            for child in halves(node):
                self._apply(child, tag)
            if self.rules.clears:
                self.tags[node] = 0


def after(
    root: Span, additions: Sequence[tuple[Span, int]], rules: Rules | None = None
) -> Tree:
    """A tree of zeros after some additions, in their order."""
    tree = Tree(root, rules or Rules())
    for wanted, amount in additions:
        tree.add(wanted, amount)
    return tree
