"""Right, but tries every pair."""


def pairs(numbers, total):
    found = 0
    for i, one in enumerate(numbers):
        for other in numbers[i + 1 :]:
            found += one + other == total
    return found
