"""Gives each element the label of its set and relabels at each union: linear time."""


class UnionFind:
    def __init__(self, n: int) -> None:
        self.labels = list(range(n))
        self.sizes = [1] * n
        self.sets = n
        self.widest = min(n, 1)

    def union(self, a: int, b: int) -> bool:
        old, new = self.labels[a], self.labels[b]
        if old == new:
            return False
        self.labels = [new if label == old else label for label in self.labels]
        self.sizes[new] += self.sizes[old]
        self.sets -= 1
        self.widest = max(self.widest, self.sizes[new])
        return True

    def connected(self, a: int, b: int) -> bool:
        return self.labels[a] == self.labels[b]

    def size(self, a: int) -> int:
        return self.sizes[self.labels[a]]

    def components(self) -> int:
        return self.sets

    def largest(self) -> int:
        return self.widest
