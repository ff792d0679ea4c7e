"""Knuth-Morris-Pratt: fill in the class. Add functions as you like."""


class Pattern:
    """A pattern that is not empty, prepared for searching."""

    def __init__(self, pattern: str) -> None:
        raise NotImplementedError

    def table(self) -> list[int]:
        """The length of the longest border of each beginning of the pattern."""
        raise NotImplementedError

    def find(self, text: str) -> list[int]:
        """All indices at which the pattern begins in the text."""
        raise NotImplementedError
