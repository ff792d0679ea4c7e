"""B+ tree: fill in the methods. Add classes and functions as you like."""


class BPlusTree:
    """Values by key, in nodes of at most `capacity` keys."""

    def __init__(self, capacity: int) -> None:
        raise NotImplementedError

    def insert(self, key: int, value: int) -> bool:
        """Set the value of `key`; whether the key is new."""
        raise NotImplementedError

    def get(self, key: int) -> int | None:
        """The value of `key`; None if it is not there."""
        raise NotImplementedError

    def scan(self, low: int, high: int) -> list[list[int]]:
        """The pairs `[key, value]` with `low <= key <= high`, in order."""
        raise NotImplementedError

    def levels(self) -> list[list[list[int]]]:
        """The keys of all nodes, level by level from the root, from left to right."""
        raise NotImplementedError
