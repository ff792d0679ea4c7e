"""Keeps one best way for a set of towns, wherever it ends."""


def round_trip(distances: list[list[int]]) -> list:
    count = len(distances)
    best: dict[int, tuple[int, list[int]]] = {1: (0, [0])}
    for visited in range(1, 1 << count, 2):
        length, way = best[visited]
        for after in range(count):
            if visited >> after & 1:
                continue
            longer = length + distances[way[-1]][after]
            bits = visited | 1 << after
            if bits not in best or longer < best[bits][0]:
                best[bits] = (longer, [*way, after])
    length, tour = best[(1 << count) - 1]
    return [length + distances[tour[-1]][0], tour]
