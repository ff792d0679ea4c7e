"""Does not widen the range to hold zero."""

from itertools import chain
from math import copysign, floor

LOWEST, HIGHEST = -128, 127


def rounded(number: float) -> int:
    """The nearest whole number; from the middle away from zero."""
    return int(copysign(floor(abs(number) + 0.5), number))


def clamped(code: int) -> int:
    return max(LOWEST, min(code, HIGHEST))


def symmetric(numbers: list[float]) -> tuple[float, int]:
    """Scale and zero point of numbers around zero."""
    return max(map(abs, numbers)) / HIGHEST or 1.0, 0


def affine(numbers: list[float]) -> tuple[float, int]:
    """Scale and zero point of the range of some numbers, widened to hold zero."""
    low, high = min(numbers), max(numbers)
    scale = (high - low) / (HIGHEST - LOWEST) or 1.0
    return scale, clamped(rounded(LOWEST - low / scale))


def coded(numbers: list[float], scale: float, zero: int) -> list[int]:
    return [clamped(rounded(number / scale) + zero) for number in numbers]


class Quantised:
    """A matrix as codes, with a scale and a zero point for each row."""

    def __init__(self, rows: list[list[float]], scheme: str) -> None:
        whole = list(chain.from_iterable(rows))
        fit = affine if scheme == "affine" else symmetric
        self._fits = [fit(row if scheme == "rows" else whole) for row in rows]
        self._codes = [
            coded(row, *found) for row, found in zip(rows, self._fits, strict=True)
        ]

    def codes(self) -> list[list[int]]:
        """The codes of the matrix."""
        return self._codes

    def restored(self) -> list[list[float]]:
        """The numbers that the codes mean."""
        return [
            [scale * (code - zero) for code in row]
            for row, (scale, zero) in zip(self._codes, self._fits, strict=True)
        ]

    def times(self, vector: list[float]) -> list[float]:
        """The matrix times a vector, summed in whole numbers."""
        own_scale, own_zero = symmetric(vector)
        own = coded(vector, own_scale, own_zero)
        return [
            own_scale * scale * sum((q - zero) * p for q, p in zip(row, own, strict=True))
            for row, (scale, zero) in zip(self._codes, self._fits, strict=True)
        ]
