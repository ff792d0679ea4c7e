"""Quick sort with Dijkstra's three-way partition and a short stack."""


def quick_sort(values: list[int]) -> list:
    """The sorted values, and `[start, less, greater, end]` of each partition."""
    log = []
    waiting = [(0, len(values))]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        less, greater = partition(values, start, end)
        log.append([start, less, greater, end])
        parts = [(start, less), (greater, end)]
        # The shorter one goes last, and so is taken first: it halves each time.
        waiting += sorted(parts, key=lambda part: part[0] - part[1])
    return [values, log]


def partition(values: list[int], start: int, end: int) -> tuple[int, int]:
    """Order a range around its middle value; where that value's equals are now.

    Always `values[start:less] < pivot`, `values[less:index] == pivot`, and
    `values[greater:end] > pivot`; between `index` and `greater` all is open.
    """
    pivot = values[(start + end) // 2]
    less = index = start
    greater = end
    while index < greater:
        value = values[index]
        if value < pivot:
            values[index], values[less] = values[less], value
            less += 1
            index += 1
        elif value > pivot:
            greater -= 1
            values[index], values[greater] = values[greater], value
        else:
            index += 1
    return less, greater
