"""Compresses paths by recursion, and has paths deeper than the stack."""


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
        self.parents[small] = large
        self.sizes[large] += self.sizes[small]
        self.sets -= 1
        self.widest = max(self.widest, self.sizes[large])
        return True

    def connected(self, a: int, b: int) -> bool:
        return self._root(a) == self._root(b)

    def size(self, a: int) -> int:
        return self.sizes[self._root(a)]

    def components(self) -> int:
        return self.sets

    def largest(self) -> int:
        return self.widest

    def _root(self, a: int) -> int:
        if self.parents[a] != a:
            self.parents[a] = self._root(self.parents[a])
        return self.parents[a]
