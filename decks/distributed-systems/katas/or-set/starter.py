"""A set that merges: fill in the class. Add classes and functions as you like."""

from typing import Any


class ORSet:
    """One replica's copy of the set."""

    def __init__(self) -> None:
        raise NotImplementedError

    def add(self, element: str, tag: str) -> None:
        """Put an element in, under a tag that was never used before."""
        raise NotImplementedError

    def remove(self, element: str) -> list[str]:
        """Take an element out: the tags of it that are seen here, in order."""
        raise NotImplementedError

    def contains(self, element: str) -> bool:
        """Whether an element is in the set here."""
        raise NotImplementedError

    def count(self) -> int:
        """How many elements are in the set here."""
        raise NotImplementedError

    def elements(self) -> list[str]:
        """What is in the set here, in order."""
        raise NotImplementedError

    def state(self) -> dict[str, Any]:
        """All that is known here: `added` and `removed`."""
        raise NotImplementedError

    def merge(self, state: dict[str, Any]) -> None:
        """Learn what another replica knew."""
        raise NotImplementedError
