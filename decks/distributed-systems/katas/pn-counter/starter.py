"""A counter that merges: fill in the class. Add classes and functions as you like."""


class PNCounter:
    """One replica's copy of the counter."""

    def __init__(self, replica: str) -> None:
        raise NotImplementedError

    def add(self, amount: int) -> None:
        """Count up, or down if the amount is negative."""
        raise NotImplementedError

    def value(self) -> int:
        """What the counter shows here."""
        raise NotImplementedError

    def state(self) -> dict[str, tuple[int, int]]:
        """All that is known here."""
        raise NotImplementedError

    def merge(self, state: dict[str, tuple[int, int]]) -> None:
        """Learn what a state knows, be it whole or a delta."""
        raise NotImplementedError

    def delta(self) -> dict[str, tuple[int, int]]:
        """What has changed here since the last delta."""
        raise NotImplementedError
