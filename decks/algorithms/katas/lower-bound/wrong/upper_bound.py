"""Moves on while the value is not greater: that is the upper bound."""


class SortedValues:
    def __init__(self, values: list[int]) -> None:
        self._values = values

    def lower_bound(self, target: int) -> int:
        start, end = 0, len(self._values)
        while start < end:
            middle = (start + end) // 2
            if self._values[middle] <= target:
                start = middle + 1
            else:
                end = middle
        return start

    def count(self, low: int, high: int) -> int:
        if low > high:
            return 0
        return self.lower_bound(high) - self.lower_bound(low - 1)
