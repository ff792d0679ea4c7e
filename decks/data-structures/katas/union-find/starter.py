"""Disjoint sets: fill in the methods. Add classes and functions as you like."""


class UnionFind:
    """A partition of `0 .. n - 1`, at first into sets of one."""

    def __init__(self, n: int) -> None:
        raise NotImplementedError

    def union(self, a: int, b: int) -> bool:
        """Join the sets of `a` and `b`; False if they are the same one."""
        raise NotImplementedError

    def connected(self, a: int, b: int) -> bool:
        """Whether `a` and `b` are in the same set."""
        raise NotImplementedError

    def size(self, a: int) -> int:
        """How many are in the set of `a`."""
        raise NotImplementedError

    def components(self) -> int:
        """How many sets there are."""
        raise NotImplementedError

    def largest(self) -> int:
        """The size of the largest set; 0 if there is none."""
        raise NotImplementedError
