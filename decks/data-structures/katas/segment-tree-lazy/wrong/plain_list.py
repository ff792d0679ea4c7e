"""Keeps the values in a list: each call takes time linear in its range."""


class SegmentTree:
    def __init__(self, n: int) -> None:
        self.values = [0] * n

    def add(self, start: int, end: int, amount: int) -> None:
        self.values[start:end] = [each + amount for each in self.values[start:end]]

    def assign(self, start: int, end: int, value: int) -> None:
        self.values[start:end] = [value] * (end - start)

    def total(self, start: int, end: int) -> int:
        return sum(self.values[start:end])

    def least(self, start: int, end: int) -> int:
        return min(self.values[start:end])
