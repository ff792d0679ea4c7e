"""Adds up the words below a prefix at each question: linear in the branch."""

from __future__ import annotations


class Node:

    __slots__ = ("children", "ends", "passing")

    def __init__(self) -> None:
        self.children: dict[str, Node] = {}
        self.passing = 0
        self.ends = 0


class Trie:

    def __init__(self) -> None:
        self.root = Node()
        self.size = 1

    def insert(self, word: str) -> None:
        node = self.root
        node.passing += 1
        for letter in word:
            if letter not in node.children:
                node.children[letter] = Node()
                self.size += 1
            node = node.children[letter]
            node.passing += 1
        node.ends += 1

    def count(self, word: str) -> int:
        node = self._find(word)
        return node.ends if node else 0

    def count_prefix(self, prefix: str) -> int:
        found = self._find(prefix)
        waiting = [found] if found else []
        total = 0
        while waiting:
            node = waiting.pop()
            total += node.ends
            waiting += node.children.values()
        return total

    def delete(self, word: str) -> bool:
        if self.count(word) == 0:
            return False
        node = self.root
        node.passing -= 1
        for place, letter in enumerate(word):
            child = node.children[letter]
            if child.passing == 1:
                del node.children[letter]
                self.size -= len(word) - place
                return True
            node = child
            node.passing -= 1
        node.ends -= 1
        return True

    def nodes(self) -> int:
        return self.size

    def _find(self, prefix: str) -> Node | None:
        node = self.root
        for letter in prefix:
            if letter not in node.children:
                return None
            node = node.children[letter]
        return node
