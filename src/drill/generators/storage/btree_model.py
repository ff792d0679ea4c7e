"""Insertion into a B+ tree with small nodes, as a course does it on a blackboard.

A node holds at most `capacity` keys. A leaf with one key too many keeps the lower
half, the smaller one when the number is odd, and a copy of the first key on the right
goes up. An inner node with one key too many sends its middle key up, which stays in
neither half; of an even number of keys the upper middle one goes.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class Node:
    """A page of the tree; a leaf has no children."""

    keys: list[int] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rules:
    """How nodes are split; the defaults are those of the textbook."""

    capacity: int = 4
    """Keys of a node, at most, >= 2."""
    leaf_sends: str = "copy"
    """What of a leaf goes up: a `copy` of a key, or the key itself: `move` (wrong)."""
    inner_sends: str = "move"
    """Likewise of an inner node; `copy` is wrong, and gives no tree to go on with."""
    leaf_goes: str = "right"
    """Whose key goes up: the `right` half’s first, or the `left`’s last (wrong)."""
    leaf_keeps: str = "smaller"
    """Which half of an odd number stays left; `larger` is wrong here."""
    splits_when: str = "over"
    """A node splits when it is `over` its capacity, or already when `full` (wrong)."""


@dataclass(slots=True)
class Tree:
    """A tree, and how often it was split."""

    rules: Rules
    root: Node = field(default_factory=Node)
    leaf_splits: int = 0
    inner_splits: int = 0


def built(keys: Iterable[int], rules: Rules) -> Tree:
    """The tree after some insertions, one after another."""
    tree = Tree(rules)
    for key in keys:
        insert(tree, key)
    return tree


def insert(tree: Tree, key: int) -> None:
    """Put a key that is not there yet into a tree."""
    sent = _insert(tree, tree.root, key)
    if sent:
        up, right = sent
        tree.root = Node([up], [tree.root, right])


def _insert(tree: Tree, node: Node, key: int) -> tuple[int, Node] | None:
    """Insert below a node; what goes up from it, if it splits."""
    if not node.children:
        insort(node.keys, key)
        return _split_leaf(tree, node) if _is_over(tree, node) else None
    place = bisect_right(node.keys, key)
    sent = _insert(tree, node.children[place], key)
    if sent is None:
        return None
    up, right = sent
    node.keys.insert(place, up)
    node.children.insert(place + 1, right)
    return _split_inner(tree, node) if _is_over(tree, node) else None


def _is_over(tree: Tree, node: Node) -> bool:
    slack = 0 if tree.rules.splits_when == "over" else 1
    return len(node.keys) > max(2, tree.rules.capacity - slack)


def _split_leaf(tree: Tree, leaf: Node) -> tuple[int, Node]:
    tree.leaf_splits += 1
    odd = tree.rules.leaf_keeps == "larger"
    half = (len(leaf.keys) + odd) // 2
    right = Node(leaf.keys[half:])
    leaf.keys = leaf.keys[:half]
    up = right.keys[0] if tree.rules.leaf_goes == "right" else leaf.keys[-1]
    if tree.rules.leaf_sends == "move":
        right.keys = [each for each in right.keys if each != up]
        leaf.keys = [each for each in leaf.keys if each != up]
    return up, right


def _split_inner(tree: Tree, node: Node) -> tuple[int, Node]:
    tree.inner_splits += 1
    half = len(node.keys) // 2
    up = node.keys[half]
    first = half if tree.rules.inner_sends == "copy" else half + 1
    right = Node(node.keys[first:], node.children[half + 1 :])
    node.keys, node.children = node.keys[:half], node.children[: half + 1]
    return up, right


def levels(tree: Tree) -> list[list[Node]]:
    """The nodes of each level, from left to right, the root's first."""
    found = [[tree.root]]
    while below := [child for node in found[-1] for child in node.children]:
        found.append(below)
    return found
