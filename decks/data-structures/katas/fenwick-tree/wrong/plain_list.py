"""Keeps the values and adds them up at each question: linear time."""


class FenwickTree:
    def __init__(self, values: list[int]) -> None:
        self.values = values

    def add(self, index: int, amount: int) -> None:
        self.values[index] += amount

    def prefix(self, count: int) -> int:
        return sum(self.values[:count])

    def find(self, rank: int) -> int | None:
        for index, value in enumerate(self.values):
            if rank < value:
                return index
            rank -= value
        return None
