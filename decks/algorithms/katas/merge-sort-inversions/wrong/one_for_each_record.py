"""Counts one for a record from the right, however many it goes past."""


def sort_and_count(records: list[list]) -> list:
    if len(records) < 2:
        return [records, 0]
    middle = len(records) // 2
    left, left_count = sort_and_count(records[:middle])
    right, right_count = sort_and_count(records[middle:])
    merged, across = merge(left, right)
    return [merged, left_count + right_count + across]


def merge(left: list[list], right: list[list]) -> tuple[list[list], int]:
    merged = []
    across = 0
    waiting = 0
    for record in right:
        while waiting < len(left) and left[waiting][0] <= record[0]:
            merged.append(left[waiting])
            waiting += 1
        merged.append(record)
        across += waiting < len(left)
    merged += left[waiting:]
    return (merged, across)
