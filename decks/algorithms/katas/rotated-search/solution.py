"""Search in a rotated list: first the cut, then the half that is in order."""

from collections.abc import Sequence


def rotated_search(values: Sequence[int], target: int) -> int:
    """The index of the target, or -1."""
    if len(values) == 0:
        return -1
    last = values[len(values) - 1]
    cut = first_not_before_cut(values, last)
    if target > last:
        start, end = 0, cut
    else:
        start, end = cut, len(values)
    # The range is in ascending order, and the target can only be in it. The search
    # ends at an index of the list: in the second range, the last value is not less.
    while start < end:
        middle = (start + end) // 2
        if values[middle] < target:
            start = middle + 1
        else:
            end = middle
    return start if values[start] == target else -1


def first_not_before_cut(values: Sequence[int], last: int) -> int:
    """The index of the smallest value: the first one that is not above the last."""
    start, end = 0, len(values)
    while start < end:
        middle = (start + end) // 2
        if values[middle] > last:
            start = middle + 1
        else:
            end = middle
    return start
