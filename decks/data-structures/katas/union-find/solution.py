"""Disjoint sets as a forest: the smaller tree hangs below the larger one's root."""


class UnionFind:
    """A partition of `0 .. n - 1`, at first into sets of one."""

    def __init__(self, n: int) -> None:
        self.parents = list(range(n))
        """A root is its own parent."""
        self.sizes = [1] * n
        """Right for roots only."""
        self.sets = n
        self.widest = min(n, 1)

    def union(self, a: int, b: int) -> bool:
        """Join the sets of `a` and `b`; False if they are the same one."""
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
        """Whether `a` and `b` are in the same set."""
        return self._root(a) == self._root(b)

    def size(self, a: int) -> int:
        """How many are in the set of `a`."""
        return self.sizes[self._root(a)]

    def components(self) -> int:
        """How many sets there are."""
        return self.sets

    def largest(self) -> int:
        """The size of the largest set; 0 if there is none."""
        return self.widest

    def _root(self, a: int) -> int:
        """The root above `a`; each second node on the way gets a shorter one."""
        parents = self.parents
        while parents[a] != a:
            parents[a] = parents[parents[a]]
            a = parents[a]
        return a
