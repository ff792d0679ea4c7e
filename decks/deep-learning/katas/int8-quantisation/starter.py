"""Eight-bit weights: fill in `Quantised`. Add functions as you like."""


class Quantised:
    """A matrix as 8-bit codes."""

    def __init__(self, rows: list[list[float]], scheme: str) -> None:
        raise NotImplementedError

    def codes(self) -> list[list[int]]:
        """The codes of the matrix."""
        raise NotImplementedError

    def restored(self) -> list[list[float]]:
        """The numbers that the codes mean."""
        raise NotImplementedError

    def times(self, vector: list[float]) -> list[float]:
        """The matrix times a vector, summed in whole numbers."""
        raise NotImplementedError
