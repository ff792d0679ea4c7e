"""Keeps the list itself as a picture: in the end all show the sorted list."""


def heap_sort(values: list[int], every: int) -> list[list[int]]:
    for index in reversed(range(len(values) // 2)):
        sift_down(values, index, len(values))
    pictures = [values]
    for number, last in enumerate(range(len(values) - 1, 0, -1), start=1):
        values[0], values[last] = (values[last], values[0])
        sift_down(values, 0, last)
        if number % every == 0:
            pictures.append(values)
    pictures.append(values)
    return pictures


def sift_down(values: list[int], index: int, length: int) -> None:
    while (child := (2 * index + 1)) < length:
        right = child + 1
        if right < length and values[right] > values[child]:
            child = right
        if values[child] <= values[index]:
            return
        values[index], values[child] = (values[child], values[index])
        index = child
