"""Forgets that there and back multiplies everything by n."""

from cmath import exp, pi
from operator import add, mul, sub


def multiply(a: list[int], b: list[int]) -> list[int]:
    length = len(a) + len(b) - 1
    size = 2
    while size < length:
        size *= 2
    there = roots(size)
    back = [root.conjugate() for root in there]
    of_a = transform(padded(a, size), there)
    of_b = transform(padded(b, size), there)
    product = transform(list(map(mul, of_a, of_b)), back)
    return [round(value.real) for value in product[:length]]


def roots(size: int) -> list[complex]:
    return [exp(2j * pi * k / size) for k in range(size // 2)]


def padded(values: list[int], size: int) -> list[complex]:
    return [complex(value) for value in values] + [0j] * (size - len(values))


def transform(values: list[complex], roots: list[complex]) -> list[complex]:
    if len(values) == 2:
        constant, slope = values
        return [constant + slope, constant - slope]
    even = transform(values[::2], roots[::2])
    odd = transform(values[1::2], roots[::2])
    turned = list(map(mul, roots, odd))
    return [*map(add, even, turned), *map(sub, even, turned)]
