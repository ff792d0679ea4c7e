"""Stops a round early."""

from itertools import accumulate

Point = list[float]


def square(one: Point, other: Point) -> float:
    """The squared distance of two points."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def nearest(point: Point, centres: list[Point]) -> int:
    """The index of the nearest centre, the smallest of several."""
    return min(range(len(centres)), key=lambda place: square(point, centres[place]))


def drawn(points: list[Point], centres: list[Point], chance: float) -> int:
    """The point that a chance draws, by its squared distance to the centres."""
    squares = (min(square(point, centre) for centre in centres) for point in points)
    sums = list(accumulate(squares))
    found = (place for place, each in enumerate(sums) if each > chance * sums[-1])
    return next(found, 0)


def mean(points: list[Point]) -> Point:
    return [sum(column) / len(points) for column in zip(*points, strict=True)]


def k_means(
    points: list[Point], first: list[int], chances: list[float], rounds: int
) -> dict:
    """Centres, the group of each point, and the sum of squares."""
    centres = [points[place] for place in first]
    for chance in chances:
        centres.append(points[drawn(points, centres, chance)])
    groups = [nearest(point, centres) for point in points]
    for _ in range(rounds - 1):
        for place in range(len(centres)):
            own = [p for p, group in zip(points, groups, strict=True) if group == place]
            if own:
                centres[place] = mean(own)
        before, groups = groups, [nearest(point, centres) for point in points]
        if groups == before:
            break
    pairs = zip(points, groups, strict=True)
    cost = sum(square(point, centres[group]) for point, group in pairs)
    return {"centres": centres, "groups": groups, "cost": cost}
