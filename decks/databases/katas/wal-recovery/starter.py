"""Recovery from a log: fill in the class. Add classes and functions as you like."""

from typing import Any


class Recovery:
    """A log and the pages as a crash has left them; LSNs count the log from 1."""

    def __init__(self, log: list[list], disk: dict[str, list[int]]) -> None:
        raise NotImplementedError

    def analysis(self) -> dict[str, Any]:
        """What was going on at the crash: `transactions` and `dirty`."""
        raise NotImplementedError

    def redo(self) -> list[int]:
        """Repeat what is not on the disk; the LSNs of what was repeated."""
        raise NotImplementedError

    def undo(self) -> list[list]:
        """Take back what was never committed; the records that are appended."""
        raise NotImplementedError

    def pages(self) -> dict[str, tuple[int, int]]:
        """Value and LSN of each page."""
        raise NotImplementedError
