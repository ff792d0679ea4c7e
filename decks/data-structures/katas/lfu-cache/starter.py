"""LFU cache: fill in the methods. Add classes and functions as you like."""


class LFUCache:
    """Holds at most `capacity` keys; the one used least often has to go."""

    def __init__(self, capacity: int) -> None:
        raise NotImplementedError

    def get(self, key: int) -> int | None:
        """The value of `key`, which counts as a use; None if it is not there."""
        raise NotImplementedError

    def put(self, key: int, value: int) -> int | None:
        """Store `value`, which counts as a use; the key that had to go, or None."""
        raise NotImplementedError
