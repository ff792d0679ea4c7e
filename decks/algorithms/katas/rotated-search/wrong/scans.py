"""Right, but looks at one value after the other: O(n) reads."""

from collections.abc import Sequence


def rotated_search(values: Sequence[int], target: int) -> int:
    for index in range(len(values)):
        if values[index] == target:
            return index
    return -1
