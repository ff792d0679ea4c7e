"""Quick sort with three-way partition: fill in `quick_sort`."""


def quick_sort(values: list[int]) -> list:
    """`[sorted, log]`, with `[start, less, greater, end]` of each partition."""
    raise NotImplementedError
