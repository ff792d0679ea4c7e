"""Fenwick tree: fill in the methods. Add classes and functions as you like."""


class FenwickTree:
    """A list of numbers with sums of its beginnings, and a search for such a sum."""

    def __init__(self, values: list[int]) -> None:
        raise NotImplementedError

    def add(self, index: int, amount: int) -> None:
        """Add `amount` to the value at `index`, counted from 0."""
        raise NotImplementedError

    def prefix(self, count: int) -> int:
        """The sum of the first `count` values."""
        raise NotImplementedError

    def find(self, rank: int) -> int | None:
        """The index of the value that holds unit number `rank`, counted from 0."""
        raise NotImplementedError
