"""Counts a half-open range: values equal to `high` are left out."""


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
        return max(0, self.lower_bound(high) - self.lower_bound(low))
