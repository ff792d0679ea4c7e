"""Byte pair encoding: fill in `Bpe`. Add functions as you like."""


class Bpe:
    """A tokenizer that learns its rules from words and their counts."""

    def __init__(self, words: dict[str, int], merges: int) -> None:
        raise NotImplementedError

    def rules(self) -> list[list[str]]:
        """The pairs that became rules, in the order they were learned."""
        raise NotImplementedError

    def encode(self, word: str) -> list[str]:
        """The tokens of a word."""
        raise NotImplementedError
