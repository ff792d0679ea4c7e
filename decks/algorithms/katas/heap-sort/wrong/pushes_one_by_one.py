"""Builds the heap by pushing: a valid heap, but another one."""


def heap_sort(values: list[int], every: int) -> list[list[int]]:
    for end in range(1, len(values)):
        index = end
        while index and values[(index - 1) // 2] < values[index]:
            parent = (index - 1) // 2
            values[index], values[parent] = values[parent], values[index]
            index = parent
    pictures = [list(values)]
    for number, last in enumerate(range(len(values) - 1, 0, -1), start=1):
        values[0], values[last] = values[last], values[0]
        sift_down(values, 0, last)
        if number % every == 0:
            pictures.append(list(values))
    pictures.append(list(values))
    return pictures


def sift_down(values: list[int], index: int, length: int) -> None:
    while (child := 2 * index + 1) < length:
        if child + 1 < length and values[child + 1] > values[child]:
            child += 1
        if values[child] <= values[index]:
            return
        values[index], values[child] = values[child], values[index]
        index = child
