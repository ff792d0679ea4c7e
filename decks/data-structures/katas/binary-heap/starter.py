"""Binary heap: fill in the methods. Add classes and functions as you like."""


class BinaryHeap:
    """Items by priority, the least first; of equal ones the lower item."""

    def __init__(self) -> None:
        raise NotImplementedError

    def push(self, item: int, priority: int) -> None:
        """Add an item that is not in the heap."""
        raise NotImplementedError

    def pop(self) -> int | None:
        """Take out the first item; None if the heap is empty."""
        raise NotImplementedError

    def decrease(self, item: int, priority: int) -> bool:
        """Give an item a lower priority; False if it is not there or not higher."""
        raise NotImplementedError

    def items(self) -> list[int]:
        """The items in the order of the list."""
        raise NotImplementedError
