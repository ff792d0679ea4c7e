"""Looks the size up at the element, though only the root keeps it."""


class UnionFind:
    def __init__(self, n: int) -> None:
        self.parents = list(range(n))
        self.sizes = [1] * n
        self.sets = n
        self.widest = min(n, 1)

    def union(self, a: int, b: int) -> bool:
        small, large = self._root(a), self._root(b)
        if small == large:
            return False
        if self.sizes[small] > self.sizes[large]:
            small, large = large, small
        self.parents[small] = large
        self.sizes[large] += self.sizes[small]
        self.sets -= 1
        self.widest = max(self.widest, self.sizes[large])
        return True

    def connected(self, a: int, b: int) -> bool:
        return self._root(a) == self._root(b)

    def size(self, a: int) -> int:
        return self.sizes[a]

    def components(self) -> int:
        return self.sets

    def largest(self) -> int:
        return self.widest

    def _root(self, a: int) -> int:
        parents = self.parents
        while parents[a] != a:
            parents[a] = parents[parents[a]]
            a = parents[a]
        return a
