"""Does not stop when both are in one set, and adds its size to itself."""


class UnionFind:
    def __init__(self, n: int) -> None:
        self.parents = list(range(n))
        self.sizes = [1] * n
        self.sets = n
        self.widest = min(n, 1)

    def union(self, a: int, b: int) -> bool:
        small, large = self._root(a), self._root(b)
        joined = small != large
        if self.sizes[small] > self.sizes[large]:
            small, large = large, small
        self.parents[small] = large
        self.sizes[large] += self.sizes[small]
        self.sets -= joined
        self.widest = max(self.widest, self.sizes[large])
        return joined

    def connected(self, a: int, b: int) -> bool:
        return self._root(a) == self._root(b)

    def size(self, a: int) -> int:
        return self.sizes[self._root(a)]

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
