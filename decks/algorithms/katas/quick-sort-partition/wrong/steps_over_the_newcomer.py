"""Moves on after a change with the back: what came from there is never looked at."""


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
    less = index = start
    greater = end
    while index < greater:
        value = values[index]
        if value < pivot:
            values[index], values[less] = (values[less], value)
            less += 1
            index += 1
        elif value > pivot:
            greater -= 1
            values[index], values[greater] = (values[greater], value)
            index += 1
        else:
            index += 1
    return (less, greater)
