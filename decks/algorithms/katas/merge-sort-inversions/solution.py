"""A stable merge sort that counts inversions while it merges."""


def sort_and_count(records: list[list]) -> list:
    """The records sorted by key, and how many pairs were in the wrong order."""
    if len(records) < 2:
        return [records, 0]
    middle = len(records) // 2
    left, left_count = sort_and_count(records[:middle])
    right, right_count = sort_and_count(records[middle:])
    merged, across = merge(left, right)
    return [merged, left_count + right_count + across]


def merge(left: list[list], right: list[list]) -> tuple[list[list], int]:
    """Two sorted lists in one, and the pairs that had to change their order."""
    merged = []
    across = 0
    waiting = 0  # index of the first record of `left` that is not in `merged` yet
    for record in right:
        while waiting < len(left) and left[waiting][0] <= record[0]:
            merged.append(left[waiting])
            waiting += 1
        merged.append(record)
        across += len(left) - waiting
    merged += left[waiting:]
    return merged, across
