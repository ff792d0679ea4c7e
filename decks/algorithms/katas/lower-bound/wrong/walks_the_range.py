"""Right, but counts by walking through the range: linear in what it finds."""


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
        index = first = self.lower_bound(low)
        while index < len(self._values) and self._values[index] <= high:
            index += 1
        return index - first
