"""Token buckets: fill in the methods. Add classes and functions as you like."""


class TokenBuckets:
    """One bucket for each key: `capacity` tokens, filled at `rate` tokens a second."""

    def __init__(self, capacity: int, rate: int) -> None:
        raise NotImplementedError

    def allow(self, key: str, now: int, cost: int) -> bool:
        """Take `cost` tokens if they are there.

        Args:
            now: milliseconds on the caller's clock.
        """
        raise NotImplementedError

    def wait(self, key: str, now: int, cost: int) -> int | None:
        """Milliseconds until `cost` tokens are there; None if there is no room."""
        raise NotImplementedError
