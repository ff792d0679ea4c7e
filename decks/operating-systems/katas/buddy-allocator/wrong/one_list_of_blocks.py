"""Right but slow: one list of free blocks, searched with each call."""


class BuddyAllocator:
    def __init__(self, memory, smallest):
        self.smallest = smallest
        self.unused = [(0, memory)]
        self.used = {}

    def alloc(self, size):
        wanted = self.smallest
        while wanted < size:
            wanted *= 2
        best = None
        for block in reversed(self.unused):
            if block[1] >= wanted and (best is None or block[1] < best[1]):
                best = block
        if best is None:
            return None
        self.unused.remove(best)
        address, found = best
        while found > wanted:
            found //= 2
            self.unused.append((address + found, found))
        self.used[address] = wanted
        return address

    def free(self, address):
        if address not in self.used:
            return None
        size = self.used.pop(address)
        while (address ^ size, size) in self.unused:
            self.unused.remove((address ^ size, size))
            address = min(address, address ^ size)
            size *= 2
        self.unused.append((address, size))
        return size

    def blocks(self):
        return sorted(self.unused)
