"""Subtracts without a look at the order of the ends: an empty range counts below 0."""


class SortedValues:
    def __init__(self, values: list[int]) -> None:
        self._values = values

    def lower_bound(self, target: int) -> int:
        start, end = 0, len(self._values)
        while start < end:
            middle = (start + end) // 2
            if self._values[middle] < target:
                start = middle + 1
            else:
                end = middle
        return start

    def count(self, low: int, high: int) -> int:
        return self.lower_bound(high + 1) - self.lower_bound(low)
