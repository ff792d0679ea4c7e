"""Binary search for the first value that is not less than a target."""


class SortedValues:
    """Values in ascending order, which do not change."""

    def __init__(self, values: list[int]) -> None:
        self._values = values

    def lower_bound(self, target: int) -> int:
        """The first index whose value is not less; the length if there is none."""
        values = self._values
        start, end = 0, len(values)
        # Before `start` all values are less than the target, from `end` on none is.
        while start < end:
            middle = (start + end) // 2
            if values[middle] < target:
                start = middle + 1
            else:
                end = middle
        return start

    def count(self, low: int, high: int) -> int:
        """How many values are from `low` to `high`, both counted in."""
        if low > high:
            return 0
        return self.lower_bound(high + 1) - self.lower_bound(low)
