"""Segment tree: fill in the methods. Add classes and functions as you like."""


class SegmentTree:
    """`n` whole numbers, at first 0; a range is `start .. end - 1`."""

    def __init__(self, n: int) -> None:
        raise NotImplementedError

    def add(self, start: int, end: int, amount: int) -> None:
        """Add `amount` to each value of the range."""
        raise NotImplementedError

    def assign(self, start: int, end: int, value: int) -> None:
        """Set each value of the range."""
        raise NotImplementedError

    def total(self, start: int, end: int) -> int:
        """The sum of the range."""
        raise NotImplementedError

    def least(self, start: int, end: int) -> int:
        """The minimum of the range."""
        raise NotImplementedError
