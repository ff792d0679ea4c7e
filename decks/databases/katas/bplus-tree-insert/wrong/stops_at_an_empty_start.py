"""Ends the scan where the first leaf has nothing of the range."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field


@dataclass
class Leaf:
    """Keys in order, each with its value; `next` is the leaf to the right."""

    keys: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    next: Leaf | None = None

    def split(self) -> tuple[int, Leaf]:
        """Give the upper half to a new leaf; its first key and the leaf."""
        half = len(self.keys) // 2
        right = Leaf(self.keys[half:], self.values[half:], self.next)
        del self.keys[half:], self.values[half:]
        self.next = right
        return right.keys[0], right


@dataclass
class Inner:
    """Separators, and around them one child more than there are separators."""

    keys: list[int]
    children: list[Node]

    def split(self) -> tuple[int, Inner]:
        """Give what is right of the middle key to a new node; the key and the node."""
        half = len(self.keys) // 2
        middle = self.keys[half]
        right = Inner(self.keys[half + 1 :], self.children[half + 1 :])
        del self.keys[half:], self.children[half + 1 :]
        return middle, right


Node = Leaf | Inner


class BPlusTree:
    """Values by key, in nodes of at most `capacity` keys."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.root: Node = Leaf()

    def insert(self, key: int, value: int) -> bool:
        """Set the value of `key`; whether the key is new."""
        path, leaf = self._descend(key)
        place = bisect_left(leaf.keys, key)
        if leaf.keys[place : place + 1] == [key]:
            leaf.values[place] = value
            return False
        leaf.keys.insert(place, key)
        leaf.values.insert(place, value)
        self._split_upwards(path, leaf)
        return True

    def get(self, key: int) -> int | None:
        """The value of `key`; None if it is not there."""
        _, leaf = self._descend(key)
        place = bisect_left(leaf.keys, key)
        return leaf.values[place] if leaf.keys[place : place + 1] == [key] else None

    def scan(self, low: int, high: int) -> list[list[int]]:
        """The pairs `[key, value]` with `low <= key <= high`, in order."""
        _, first = self._descend(low)
        leaf: Leaf | None = first
        place = bisect_left(first.keys, low)
        found = []
        while leaf is not None:
            end = bisect_right(leaf.keys, high)
            found += [[leaf.keys[at], leaf.values[at]] for at in range(place, end)]
            if end < len(leaf.keys) or not found:
                break
            leaf, place = leaf.next, 0
        return found

    def levels(self) -> list[list[list[int]]]:
        """The keys of all nodes, level by level from the root, from left to right."""
        level: list[Node] = [self.root]
        found = []
        while level:
            found.append([list(node.keys) for node in level])
            inner = [node for node in level if isinstance(node, Inner)]
            level = [child for node in inner for child in node.children]
        return found

    def _descend(self, key: int) -> tuple[list[Inner], Leaf]:
        """The inner nodes on the way to the leaf where `key` belongs, and the leaf."""
        path = []
        node = self.root
        while isinstance(node, Inner):
            path.append(node)
            node = node.children[bisect_right(node.keys, key)]
        return path, node

    def _split_upwards(self, path: list[Inner], node: Node) -> None:
        """Split `node` if it is too full, then its parents while they are."""
        while len(node.keys) > self.capacity:
            separator, right = node.split()
            if not path:
                self.root = Inner([separator], [node, right])
                return
            parent = path.pop()
            place = bisect_right(parent.keys, separator)
            parent.keys.insert(place, separator)
            parent.children.insert(place + 1, right)
            node = parent
