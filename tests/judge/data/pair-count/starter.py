"""Pairs of a sum."""


def pairs(numbers: list[int], total: int) -> int:
    """How many pairs."""
    raise NotImplementedError
