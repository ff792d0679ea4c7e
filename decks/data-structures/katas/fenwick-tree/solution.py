"""A Fenwick tree: node `i`, counted from 1, sums the `i & -i` values that end there."""


class FenwickTree:
    """A list of numbers with sums of its beginnings, and a search for such a sum."""

    def __init__(self, values: list[int]) -> None:
        self.size = len(values)
        self.nodes = [0, *values]
        """Node 0 is not used."""
        for node in range(1, self.size + 1):
            parent = node + (node & -node)
            if parent <= self.size:
                self.nodes[parent] += self.nodes[node]

    def add(self, index: int, amount: int) -> None:
        """Add `amount` to the value at `index`, counted from 0."""
        node = index + 1
        while node <= self.size:
            self.nodes[node] += amount
            node += node & -node

    def prefix(self, count: int) -> int:
        """The sum of the first `count` values."""
        total = 0
        node = count
        while node > 0:
            total += self.nodes[node]
            node -= node & -node
        return total

    def find(self, rank: int) -> int | None:
        """The index of the value that holds unit number `rank`, counted from 0."""
        node = 0
        step = 1 << self.size.bit_length()
        while step := step // 2:
            if node + step <= self.size and self.nodes[node + step] <= rank:
                node += step
                rank -= self.nodes[node]
        return node if node < self.size else None
