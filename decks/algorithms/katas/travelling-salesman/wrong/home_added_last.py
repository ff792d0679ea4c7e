"""Takes the shortest way through all towns, and only then adds the road home."""

from math import inf


def round_trip(distances: list[list[int]]) -> list:
    count = len(distances)
    least = least_ways(distances)
    visited = len(least) - 1
    towns = range(count)
    town = min(towns, key=lambda t: least[visited][t])
    length = least[visited][town] + distances[town][0]
    tour = [town]
    while town != 0:
        way = least[visited][town]
        visited ^= 1 << town
        town = next(t for t in towns if least[visited][t] + distances[t][town] == way)
        tour.append(town)
    return [length, tour[::-1]]


def least_ways(distances: list[list[int]]) -> list[list[float]]:
    count = len(distances)
    least = [[inf] * count for _ in range(1 << count)]
    least[1][0] = 0
    for visited, ways in enumerate(least):
        for town, length in enumerate(ways):
            for after in range(count):
                if visited >> after & 1:
                    continue
                way = length + distances[town][after]
                row = least[visited | 1 << after]
                if way < row[after]:
                    row[after] = way
    return least
