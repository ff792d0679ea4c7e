"""Cases for A*: small maps full of walls and rough cells, and a huge empty one."""

from math import isqrt
from random import Random
from typing import Any


def case(rng: Random, size: int) -> dict[str, Any]:
    """A map of about `size` cells; from 1000 on, of `size` rows and columns."""
    if size >= 1000:
        return plain(rng, size)
    rows = max(1, int(isqrt(size) * (0.5 + rng.random())))
    columns = max(1, size // rows)
    start, goal = place(rng, rows, columns), place(rng, rows, columns)
    walls, rough = 0.3 * rng.random(), 0.6 * rng.random()
    dearest = 2 + int(rng.random() * 8)
    cells = []
    for row in range(rows):
        for column in range(columns):
            kind = rng.random()
            if kind < walls and [row, column] not in (start, goal):
                cells.append([row, column, 0])
            elif walls <= kind < walls + rough:
                cells.append([row, column, 2 + int(rng.random() * (dearest - 1))])
    return {
        "rows": rows,
        "columns": columns,
        "cells": cells,
        "start": start,
        "goal": goal,
    }


def place(rng: Random, rows: int, columns: int) -> list[int]:
    """A cell of the map."""
    return [int(rng.random() * rows), int(rng.random() * columns)]


def plain(rng: Random, size: int) -> dict[str, Any]:
    """Open ground with a low wall half way and some rough cells."""
    middle = size // 2
    away = size // 4
    cells = [[row, middle, 0] for row in range(middle - 3, middle + 4)]
    for _ in range(size // 10):
        column = middle - away + 2 + int(rng.random() * away * 1.8)
        if column != middle:
            row = middle - 20 + int(rng.random() * 40)
            if [row, column, 5] not in cells:
                cells.append([row, column, 5])
    return {
        "rows": size,
        "columns": size,
        "cells": cells,
        "start": [middle, middle - away],
        "goal": [middle + 3, middle + away],
    }
