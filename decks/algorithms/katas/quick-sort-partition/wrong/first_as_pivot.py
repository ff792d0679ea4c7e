"""Right, but the first value is the pivot: quadratic on sorted values."""


def quick_sort(values: list[int]) -> list:
    log = []
    waiting = [(0, len(values))]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        part = values[start:end]
        pivot = part[0]
        less = [value for value in part if value < pivot]
        equal = [value for value in part if value == pivot]
        greater = [value for value in part if value > pivot]
        values[start:end] = less + equal + greater
        first, second = start + len(less), start + len(less) + len(equal)
        log.append([start, first, second, end])
        parts = [(start, first), (second, end)]
        waiting += sorted(parts, key=lambda part: part[0] - part[1])
    return [values, log]
