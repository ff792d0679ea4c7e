"""Takes a part of one value for unordered, because nothing in it is smaller."""

from collections.abc import Sequence


def rotated_search(values: Sequence[int], target: int) -> int:
    start, end = 0, len(values) - 1
    while start <= end:
        middle = (start + end) // 2
        value = values[middle]
        if value == target:
            return middle
        first, last = values[start], values[end]
        if first < value:
            if first <= target < value:
                end = middle - 1
            else:
                start = middle + 1
        elif value < target <= last:
            start = middle + 1
        else:
            end = middle - 1
    return -1
