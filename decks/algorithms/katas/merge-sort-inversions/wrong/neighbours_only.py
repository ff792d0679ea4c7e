"""Counts the places where a neighbour is smaller, not all pairs."""


def sort_and_count(records: list[list]) -> list:
    count = sum(a[0] > b[0] for a, b in zip(records, records[1:], strict=False))
    return [sorted(records, key=lambda record: record[0]), count]
