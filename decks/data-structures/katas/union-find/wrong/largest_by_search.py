"""Looks for the largest set at each question: linear in the number of elements."""


class UnionFind:
    def __init__(self, n: int) -> None:
        self.parents = list(range(n))
        self.sizes = [1] * n
        self.sets = n

    def union(self, a: int, b: int) -> bool:
        small, large = self._root(a), self._root(b)
        if small == large:
            return False
        if self.sizes[small] > self.sizes[large]:
            small, large = large, small
        self.parents[small] = large
        self.sizes[large] += self.sizes[small]
        self.sets -= 1
        return True

    def connected(self, a: int, b: int) -> bool:
        return self._root(a) == self._root(b)

    def size(self, a: int) -> int:
        return self.sizes[self._root(a)]

    def components(self) -> int:
        return self.sets

    def largest(self) -> int:
        return max(self.sizes, default=0)

    def _root(self, a: int) -> int:
        parents = self.parents
        while parents[a] != a:
            parents[a] = parents[parents[a]]
            a = parents[a]
        return a
