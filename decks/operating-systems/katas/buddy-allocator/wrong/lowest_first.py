"""Takes the free block with the lowest address."""


class BuddyAllocator:
    """Hands out blocks of a memory that begins at address 0."""

    def __init__(self, memory: int, smallest: int) -> None:
        self.memory = memory
        self.smallest = smallest
        self.unused: dict[int, dict[int, None]] = {}
        """Addresses of free blocks by size; the keys keep the order of freeing."""
        size = smallest
        while size <= memory:
            self.unused[size] = {}
            size *= 2
        self.unused[memory][0] = None
        self.used: dict[int, int] = {}
        """The sizes of the blocks handed out, by address."""

    def alloc(self, size: int) -> int | None:
        """The address of a block for `size` bytes, or None if there is none."""
        wanted = max(self.smallest, 1 << (size - 1).bit_length())
        found = wanted
        while found <= self.memory and not self.unused[found]:
            found *= 2
        if found > self.memory:
            return None
        address = min(self.unused[found])
        del self.unused[found][address]
        while found > wanted:
            found //= 2
            self.unused[found][address + found] = None
        self.used[address] = wanted
        return address

    def free(self, address: int) -> int | None:
        """The size of the free block that a used one becomes; None if there is none."""
        size = self.used.pop(address, None)
        if size is None:
            return None
        while (buddy := address ^ size) in self.unused.get(size, ()):
            del self.unused[size][buddy]
            address = min(address, buddy)
            size *= 2
        self.unused[size][address] = None
        return size

    def blocks(self) -> list[tuple[int, int]]:
        """Address and size of each free block, by address."""
        return sorted(
            (address, size)
            for size, addresses in self.unused.items()
            for address in addresses
        )
