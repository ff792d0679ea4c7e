"""Recursion into the left part first: bad pivots let too many right parts wait."""


def quick_sort(values: list[int]) -> list:
    log: list[list[int]] = []

    def sort(start: int, end: int) -> None:
        if end - start < 2:
            return
        pivot = values[(start + end) // 2]
        part = values[start:end]
        less = [value for value in part if value < pivot]
        equal = [value for value in part if value == pivot]
        greater = [value for value in part if value > pivot]
        values[start:end] = less + equal + greater
        first, second = start + len(less), start + len(less) + len(equal)
        log.append([start, first, second, end])
        sort(start, first)
        sort(second, end)

    sort(0, len(values))
    return [values, log]
