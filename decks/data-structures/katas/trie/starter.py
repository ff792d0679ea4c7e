"""Trie: fill in the methods. Add classes and functions as you like."""


class Trie:
    """A multiset of words that answers questions about prefixes."""

    def __init__(self) -> None:
        raise NotImplementedError

    def insert(self, word: str) -> None:
        """Add the word once more."""
        raise NotImplementedError

    def count(self, word: str) -> int:
        """How often the word is in."""
        raise NotImplementedError

    def count_prefix(self, prefix: str) -> int:
        """How many words in the trie begin with `prefix`."""
        raise NotImplementedError

    def delete(self, word: str) -> bool:
        """Take the word out once, with the nodes that no word needs any more."""
        raise NotImplementedError

    def nodes(self) -> int:
        """How many nodes there are, the root counted in."""
        raise NotImplementedError
