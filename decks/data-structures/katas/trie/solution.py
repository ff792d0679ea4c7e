"""A trie of words that counts how many of them run through each node."""

from __future__ import annotations


class Node:
    """A prefix of words; the root is the empty one."""

    __slots__ = ("children", "ends", "passing")

    def __init__(self) -> None:
        self.children: dict[str, Node] = {}
        self.passing = 0
        """How many words have this prefix, counted as often as they are in."""
        self.ends = 0
        """How often this very word is in."""


class Trie:
    """A multiset of words that answers questions about prefixes."""

    def __init__(self) -> None:
        self.root = Node()
        self.size = 1

    def insert(self, word: str) -> None:
        """Add the word once more."""
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
        """How often the word is in."""
        node = self._find(word)
        return node.ends if node else 0

    def count_prefix(self, prefix: str) -> int:
        """How many words in the trie begin with `prefix`."""
        node = self._find(prefix)
        return node.passing if node else 0

    def delete(self, word: str) -> bool:
        """Take the word out once, with the nodes that no word needs any more."""
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
        """How many nodes there are, the root counted in."""
        return self.size

    def _find(self, prefix: str) -> Node | None:
        """The node of `prefix`; None if no word begins with it."""
        node = self.root
        for letter in prefix:
            if letter not in node.children:
                return None
            node = node.children[letter]
        return node
