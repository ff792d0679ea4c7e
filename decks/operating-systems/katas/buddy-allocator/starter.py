"""Buddy allocator: fill in the methods. Add functions as you like."""


class BuddyAllocator:
    """Hands out blocks of a memory that begins at address 0."""

    def __init__(self, memory: int, smallest: int) -> None:
        raise NotImplementedError

    def alloc(self, size: int) -> int | None:
        """The address of a block for `size` bytes, or None if there is none."""
        raise NotImplementedError

    def free(self, address: int) -> int | None:
        """The size of the free block that a used one becomes; None if there is none."""
        raise NotImplementedError

    def blocks(self) -> list[list[int]]:
        """Address and size of each free block, by address."""
        raise NotImplementedError
