"""Takes the argument of `prefix` for an index that is counted in."""


class FenwickTree:
    def __init__(self, values: list[int]) -> None:
        self.size = len(values)
        self.nodes = [0, *values]
        for node in range(1, self.size + 1):
            parent = node + (node & -node)
            if parent <= self.size:
                self.nodes[parent] += self.nodes[node]

    def add(self, index: int, amount: int) -> None:
        node = index + 1
        while node <= self.size:
            self.nodes[node] += amount
            node += node & -node

    def prefix(self, count: int) -> int:
        total = 0
        node = min(count + 1, self.size)
        while node > 0:
            total += self.nodes[node]
            node -= node & -node
        return total

    def find(self, rank: int) -> int | None:
        node = 0
        step = 1 << self.size.bit_length()
        while step := step // 2:
            if node + step <= self.size and self.nodes[node + step] <= rank:
                node += step
                rank -= self.nodes[node]
        return node if node < self.size else None
