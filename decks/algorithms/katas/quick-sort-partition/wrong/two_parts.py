"""Partitions in two: only the pivot itself is in the middle part (Lomuto)."""


def quick_sort(values: list[int]) -> list:
    log = []
    waiting = [(0, len(values))]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        less, greater = partition(values, start, end)
        log.append([start, less, greater, end])
        parts = [(start, less), (greater, end)]
        waiting += sorted(parts, key=lambda part: part[0] - part[1])
    return [values, log]


def partition(values: list[int], start: int, end: int) -> tuple[int, int]:
    pivot = values[(start + end) // 2]
    middle = (start + end) // 2
    values[middle], values[end - 1] = (values[end - 1], pivot)
    less = start
    for index in range(start, end - 1):
        if values[index] < pivot:
            values[index], values[less] = (values[less], values[index])
            less += 1
    values[less], values[end - 1] = (values[end - 1], values[less])
    return (less, less + 1)
