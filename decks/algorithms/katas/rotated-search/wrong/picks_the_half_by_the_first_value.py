"""Above the first value means before the cut: not so where nothing was rotated."""

from collections.abc import Sequence


def rotated_search(values: Sequence[int], target: int) -> int:
    if len(values) == 0:
        return -1
    last = values[len(values) - 1]
    cut = first_not_before_cut(values, last)
    if target >= values[0]:
        start, end = (0, cut)
    else:
        start, end = (cut, len(values))
    while start < end:
        middle = (start + end) // 2
        if values[middle] < target:
            start = middle + 1
        else:
            end = middle
    return start if values[start] == target else -1


def first_not_before_cut(values: Sequence[int], last: int) -> int:
    start, end = (0, len(values))
    while start < end:
        middle = (start + end) // 2
        if values[middle] > last:
            start = middle + 1
        else:
            end = middle
    return start
