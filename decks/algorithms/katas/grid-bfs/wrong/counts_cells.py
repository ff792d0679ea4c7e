"""Counts the cells of the way, the start among them, not the steps."""

from collections import deque
from collections.abc import Iterator

KEYS = "abcd"
DOORS = "ABCD"


def fewest_steps(grid: list[str]) -> int | None:
    row, column = find(grid, "S")
    state = (row, column, 0)
    queue = deque([(state, 1)])
    seen = {state}
    while queue:
        state, steps = queue.popleft()
        if grid[state[0]][state[1]] == "E":
            return steps
        for following in moves(grid, *state):
            if following not in seen:
                seen.add(following)
                queue.append((following, steps + 1))
    return None


def find(grid: list[str], wanted: str) -> tuple[int, int]:
    row = next((i for i, line in enumerate(grid) if wanted in line))
    return (row, grid[row].index(wanted))


def moves(
    grid: list[str], row: int, column: int, keys: int
) -> Iterator[tuple[int, int, int]]:
    for to_row, to_column in (
        (row - 1, column),
        (row + 1, column),
        (row, column - 1),
        (row, column + 1),
    ):
        if not (0 <= to_row < len(grid) and 0 <= to_column < len(grid[0])):
            continue
        cell = grid[to_row][to_column]
        if cell == "#":
            continue
        if cell in DOORS and (not keys & 1 << DOORS.index(cell)):
            continue
        found = 1 << KEYS.index(cell) if cell in KEYS else 0
        yield (to_row, to_column, keys | found)
