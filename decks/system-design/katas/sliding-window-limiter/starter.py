"""Sliding windows: fill in the methods. Add classes and functions as you like."""


class Limiter:
    """Lets `limit` requests of each key pass within a window of milliseconds."""

    def __init__(self, kind: str, limit: int, window: int) -> None:
        raise NotImplementedError

    def allow(self, key: str, now: int) -> bool:
        """Whether a request may pass; if so, it counts."""
        raise NotImplementedError

    def remaining(self, key: str, now: int) -> int:
        """How many requests could pass at `now`, one after the other."""
        raise NotImplementedError
