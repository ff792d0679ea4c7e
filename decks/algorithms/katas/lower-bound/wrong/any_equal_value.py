"""Returns as soon as a value is equal: some copy of the target, not the first."""


class SortedValues:
    def __init__(self, values: list[int]) -> None:
        self._values = values

    def lower_bound(self, target: int) -> int:
        start, end = 0, len(self._values) - 1
        while start <= end:
            middle = (start + end) // 2
            if self._values[middle] == target:
                return middle
            if self._values[middle] < target:
                start = middle + 1
            else:
                end = middle - 1
        return start

    def count(self, low: int, high: int) -> int:
        if low > high:
            return 0
        return self.lower_bound(high + 1) - self.lower_bound(low)
