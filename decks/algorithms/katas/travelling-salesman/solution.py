"""Held and Karp: the least length for each set of towns and each last town."""

from math import inf


def round_trip(distances: list[list[int]]) -> list:
    """`[length, tour]` of a shortest trip from town 0 through all and back."""
    count = len(distances)
    least = least_ways(distances)
    visited = len(least) - 1  # the set of all towns
    towns = range(count)
    town = min(towns, key=lambda t: least[visited][t] + distances[t][0])
    length = least[visited][town] + distances[town][0]
    tour = [town]
    while town != 0:
        way = least[visited][town]
        visited ^= 1 << town
        # The town before: from there, the last road makes up this very length.
        town = next(t for t in towns if least[visited][t] + distances[t][town] == way)
        tour.append(town)
    return [length, tour[::-1]]


def least_ways(distances: list[list[int]]) -> list[list[float]]:
    """By visited towns (a bit each) and last town: the least length from town 0.

    Only where a way visits 0 first and nothing twice; else it is infinite. So town 0
    is the last one in the set of town 0 alone.
    """
    count = len(distances)
    least = [[inf] * count for _ in range(1 << count)]
    least[1][0] = 0
    # Each step leads to a larger set, whose row comes later.
    for visited, ways in enumerate(least):
        for town, length in enumerate(ways):
            for after in range(count):
                if visited >> after & 1:
                    continue
                way = length + distances[town][after]
                row = least[visited | 1 << after]
                row[after] = min(row[after], way)
    return least
