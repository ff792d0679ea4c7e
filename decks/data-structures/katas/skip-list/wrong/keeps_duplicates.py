"""Puts a key in once more if it is there."""

from __future__ import annotations


class Node:
    __slots__ = ("key", "links")

    def __init__(self, key: int, height: int) -> None:
        self.key = key
        self.links: list[Node | None] = [None] * height


class SkipList:
    def __init__(self) -> None:
        self.head = Node(-1, 0)

    def insert(self, key: int, height: int) -> bool:
        before, _ = self._descend(key)
        is_new = self._next(before, key) is None
        while len(self.head.links) < height:
            self.head.links.append(None)
            before.append(self.head)
        node = Node(key, height)
        for level in range(height):
            node.links[level] = before[level].links[level]
            before[level].links[level] = node
        return is_new

    def delete(self, key: int) -> bool:
        before, _ = self._descend(key)
        node = self._next(before, key)
        if node is None:
            return False
        for level, following in enumerate(node.links):
            before[level].links[level] = following
        while self.head.links and self.head.links[-1] is None:
            self.head.links.pop()
        return True

    def search(self, key: int) -> tuple[bool, int]:
        before, moves = self._descend(key)
        return self._next(before, key) is not None, moves

    def level(self, level: int) -> list[int]:
        keys: list[int] = []
        node = self.head.links[level] if level < len(self.head.links) else None
        while node:
            keys.append(node.key)
            node = node.links[level]
        return keys

    def _descend(self, key: int) -> tuple[list[Node], int]:
        node = self.head
        before: list[Node] = []
        moves = max(len(node.links) - 1, 0)
        for level in reversed(range(len(node.links))):
            while (following := node.links[level]) and following.key < key:
                node = following
                moves += 1
            before.append(node)
        return before[::-1], moves

    def _next(self, before: list[Node], key: int) -> Node | None:
        node = before[0].links[0] if before else None
        return node if node and node.key == key else None
