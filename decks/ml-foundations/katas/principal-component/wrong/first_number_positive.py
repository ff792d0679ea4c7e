"""Turns the direction so that its first number is positive."""

from math import sqrt

Vector = list[float]
Matrix = list[Vector]

NOTHING = 1e-12
"""A length below which a vector is taken for zero."""
ALIKE = 1e-9
"""A difference below which two numbers are equally large."""


def dot(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def times(matrix: Matrix, vector: Vector) -> Vector:
    return [dot(row, vector) for row in matrix]


def scaled(vector: Vector, factor: float) -> Vector:
    return [factor * each for each in vector]


def covariances(rows: Matrix) -> Matrix:
    """The covariance of each pair of columns."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    means = [sum(column) / len(rows) for column in columns]
    centred = [
        [each - mean for each in column]
        for column, mean in zip(columns, means, strict=True)
    ]
    return [[dot(one, other) / (len(rows) - 1) for other in centred] for one in centred]


def power(matrix: Matrix, rounds: int) -> Vector:
    """The direction that the matrix stretches most; zeros if it stretches none."""
    direction = [1 / (place + 1) for place in range(len(matrix))]
    for _ in range(rounds):
        moved = times(matrix, direction)
        length = sqrt(dot(moved, moved))
        if length < NOTHING:
            return [0.0] * len(matrix)
        direction = scaled(moved, 1 / length)
    return direction


def turned(direction: Vector) -> Vector:
    """The direction or its opposite, so that its largest number is positive."""
    decides = direction[0]
    return scaled(direction, -1.0) if decides < 0 else direction


def components(rows: Matrix, count: int, rounds: int) -> list[list]:
    """Variance and direction of each component, the largest first."""
    matrix = covariances(rows)
    found: list[list] = []
    while len(found) < count:
        direction = power(matrix, rounds)
        variance = dot(direction, times(matrix, direction))
        found.append([variance, turned(direction)])
        matrix = [
            [each - variance * v * w for each, w in zip(row, direction, strict=True)]
            for row, v in zip(matrix, direction, strict=True)
        ]
    return found
