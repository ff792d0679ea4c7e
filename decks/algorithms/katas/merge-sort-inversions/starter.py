"""Merge sort that counts inversions: fill in `sort_and_count`."""


def sort_and_count(records: list[list]) -> list:
    """`[sorted, count]`: the records sorted by key, and the number of inversions."""
    raise NotImplementedError
