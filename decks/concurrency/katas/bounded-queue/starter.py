"""Bounded queue: fill in the methods, with `Lock` and `Condition` of `threading`."""


class BoundedQueue:
    """Holds at most `capacity` items; who has to wait sleeps."""

    def __init__(self, capacity: int) -> None:
        raise NotImplementedError

    def put(self, item: int) -> bool:
        """Append an item once there is room; False if the queue is closed."""
        raise NotImplementedError

    def get(self) -> int | None:
        """Take the oldest item once there is one; None if there will be none."""
        raise NotImplementedError

    def close(self) -> None:
        """Let no more items in, and wake everybody who waits."""
        raise NotImplementedError
