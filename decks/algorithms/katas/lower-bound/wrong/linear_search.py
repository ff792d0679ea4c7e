"""Right, but looks at the values one after the other."""


class SortedValues:
    def __init__(self, values: list[int]) -> None:
        self._values = values

    def lower_bound(self, target: int) -> int:
        for index, value in enumerate(self._values):
            if value >= target:
                return index
        return len(self._values)

    def count(self, low: int, high: int) -> int:
        return sum(low <= value <= high for value in self._values)
