"""Counts distinct numbers only."""


def pairs(numbers, total):
    seen, found = set(), 0
    for number in numbers:
        found += total - number in seen
        seen.add(number)
    return found
