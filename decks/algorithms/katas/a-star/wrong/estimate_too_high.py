"""Doubles the estimate: fast, but a dearer way may come in first."""

from collections.abc import Iterator
from heapq import heappop, heappush
from math import inf

Cell = tuple[int, int]
WALL = 0


def cheapest_way(
    rows: int, columns: int, cells: list[list[int]], start: list[int], goal: list[int]
) -> list[list[int]] | None:
    costs = {(row, column): cost for row, column, cost in cells}
    first, (goal_row, goal_column) = ((start[0], start[1]), goal)
    best = {first: 0}
    came_from: dict[Cell, Cell] = {}
    heap = [(0, 0, first)]
    while heap:
        _, _, cell = heappop(heap)
        if cell == (goal_row, goal_column):
            return way_to(cell, came_from)
        for following in neighbours(cell, rows, columns):
            step = costs.get(following, 1)
            cost = best[cell] + step
            if step == WALL or cost >= best.get(following, inf):
                continue
            best[following] = cost
            came_from[following] = cell
            rest = 2 * (abs(following[0] - goal_row) + abs(following[1] - goal_column))
            heappush(heap, (cost + rest, rest, following))
    return None


def neighbours(cell: Cell, rows: int, columns: int) -> Iterator[Cell]:
    row, column = cell
    if row > 0:
        yield (row - 1, column)
    if row + 1 < rows:
        yield (row + 1, column)
    if column > 0:
        yield (row, column - 1)
    if column + 1 < columns:
        yield (row, column + 1)


def way_to(cell: Cell, came_from: dict[Cell, Cell]) -> list[list[int]]:
    way = [list(cell)]
    while cell in came_from:
        cell = came_from[cell]
        way.append(list(cell))
    return way[::-1]
