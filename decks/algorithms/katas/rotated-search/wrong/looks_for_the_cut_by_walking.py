"""Searches in the right half, but walks to the cut: O(n) reads again."""

from collections.abc import Sequence


def rotated_search(values: Sequence[int], target: int) -> int:
    cut = 0
    while cut + 1 < len(values) and values[cut] < values[cut + 1]:
        cut += 1
    cut = (cut + 1) % max(1, len(values))
    start, end = 0, len(values)
    while start < end:
        middle = (start + end) // 2
        value = values[(middle + cut) % len(values)]
        if value == target:
            return (middle + cut) % len(values)
        if value < target:
            start = middle + 1
        else:
            end = middle
    return -1
