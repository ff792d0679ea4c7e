"""One walk: each number meets what was missing before it."""

from collections import Counter


def pairs(numbers: list[int], total: int) -> int:
    seen: Counter[int] = Counter()
    found = 0
    for number in numbers:
        found += seen[total - number]
        seen[number] += 1
    return found
