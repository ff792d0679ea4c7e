"""Cases for the maze: open ground, dense walls, long windings, keys and doors."""

from math import isqrt
from random import Random
from typing import Any


def case(rng: Random, size: int, stage: str = "keys") -> dict[str, Any]:
    """A maze of about `size` cells.

    Args:
        stage: in "walls" there are no keys and no doors.
    """
    if size > 1000:
        return {"grid": hall(isqrt(size))}
    rows = max(1, int(isqrt(size) * (0.5 + rng.random())))
    columns = max(2, size // rows)
    if stage == "walls" and rng.random() < 0.2:
        return {"grid": winding(rows, columns + 2)}
    walls = 0.1 + 0.25 * rng.random()
    cells = [
        ["#" if rng.random() < walls else "." for _ in range(columns)]
        for _ in range(rows)
    ]
    places = shuffled(rng, rows * columns)
    things = "SE"
    if stage == "keys":
        kinds = 1 + int(rng.random() * 4)
        things += "abcd"[:kinds] + "ABCD"[:kinds] * (1 + size // 40)
        # Now and then a key is missing, or there twice.
        if rng.random() < 0.3:
            things = things.replace("a", "aa" if rng.random() < 0.5 else "")
    for thing, place in zip(things, places, strict=False):
        cells[place // columns][place % columns] = thing
    grid = ["".join(line) for line in cells]
    return {"grid": grid}


def winding(rows: int, columns: int) -> list[str]:
    """One corridor to and fro, from corner to corner."""
    rows += rows % 2 == 0
    lines = []
    for row in range(rows):
        if row % 2 == 0:
            lines.append("." * columns)
        elif row % 4 == 1:
            lines.append("#" * (columns - 1) + ".")
        else:
            lines.append("." + "#" * (columns - 1))
    lines[0] = "S" + lines[0][1:]
    last = lines[-1]
    lines[-1] = last[:-1] + "E" if rows % 4 == 1 else "E" + last[1:]
    return lines


def hall(side: int) -> list[str]:
    """An open hall with keys in its corners, and the exit behind four doors."""
    cells = [["."] * side for _ in range(side)]
    middle = side // 2
    cells[middle][middle] = "S"
    corners = (0, 0), (0, side - 1), (side - 1, 0), (side - 1, side - 1)
    for key, (row, column) in zip("abcd", corners, strict=True):
        cells[row][column] = key
    for row, thing in enumerate("EABCD"):
        cells[row][middle - 1 : middle + 2] = ["#", thing, "#"]
    return ["".join(line) for line in cells]


def shuffled(rng: Random, count: int) -> list[int]:
    """The numbers below `count` in some order."""
    numbers = list(range(count))
    for last in range(count - 1, 0, -1):
        other = int(rng.random() * (last + 1))
        numbers[last], numbers[other] = numbers[other], numbers[last]
    return numbers
