"""Keeps all sums of beginnings, and mends all behind the place of an addition."""

from bisect import bisect_right
from itertools import accumulate


class FenwickTree:
    def __init__(self, values: list[int]) -> None:
        self.sums = [0, *accumulate(values)]

    def add(self, index: int, amount: int) -> None:
        later = self.sums[index + 1 :]
        self.sums[index + 1 :] = [total + amount for total in later]

    def prefix(self, count: int) -> int:
        return self.sums[count]

    def find(self, rank: int) -> int | None:
        index = bisect_right(self.sums, rank) - 1
        return index if index < len(self.sums) - 1 else None
