"""Heap sort, step by step: fill in `heap_sort`. Add functions as you like."""


def heap_sort(values: list[int], every: int) -> list[list[int]]:
    """The list as a heap, after each `every`-th extraction, and sorted."""
    raise NotImplementedError
