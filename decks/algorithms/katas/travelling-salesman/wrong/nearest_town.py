"""Always goes to the nearest town that is left."""


def round_trip(distances: list[list[int]]) -> list:
    left = set(range(1, len(distances)))
    tour, length = [0], 0
    while left:
        town = tour[-1]
        after = min(left, key=lambda t: (distances[town][t], t))
        length += distances[town][after]
        left.remove(after)
        tour.append(after)
    return [length + distances[tour[-1]][0], tour]
