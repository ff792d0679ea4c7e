"""Lower bound: fill in the class. Add methods as you like."""


class SortedValues:
    """Values in ascending order, which do not change."""

    def __init__(self, values: list[int]) -> None:
        raise NotImplementedError

    def lower_bound(self, target: int) -> int:
        """The first index whose value is not less; the length if there is none."""
        raise NotImplementedError

    def count(self, low: int, high: int) -> int:
        """How many values are from `low` to `high`, both counted in."""
        raise NotImplementedError
