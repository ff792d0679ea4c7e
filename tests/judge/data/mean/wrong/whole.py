"""Divides whole numbers."""


def mean(values):
    return sum(values) // len(values)
