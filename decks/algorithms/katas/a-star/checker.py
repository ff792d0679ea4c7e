"""Any way that can be walked and costs as little as the reference's is right."""

from typing import Any


def check(args: dict[str, Any], got: Any, want: Any) -> str | None:
    """What is wrong with the answer, or None."""
    if want is None:
        return None if got is None else "there is no way to the goal"
    if got is None:
        return "there is a way to the goal"
    if not (isinstance(got, list) and got and all(is_cell(cell) for cell in got)):
        return "the result is not a list of cells [row, column]"
    if got[0] != args["start"] or got[-1] != args["goal"]:
        return "the way does not begin at the start and end at the goal"
    costs = {(row, column): cost for row, column, cost in args["cells"]}
    for before, cell in zip(got, got[1:], strict=False):
        if abs(before[0] - cell[0]) + abs(before[1] - cell[1]) != 1:
            return f"from {before} to {cell} is no step"
        if not (0 <= cell[0] < args["rows"] and 0 <= cell[1] < args["columns"]):
            return f"{cell} is not on the map"
        if costs.get((cell[0], cell[1])) == 0:
            return f"{cell} is a wall"
    mine, least = cost_of(got, costs), cost_of(want, costs)
    if mine != least:
        return f"the way costs {mine}, and there is one for {least}"
    return None


def is_cell(cell: Any) -> bool:
    """Whether it is a pair of whole numbers."""
    return (
        isinstance(cell, list)
        and len(cell) == 2
        and all(type(part) is int for part in cell)
    )


def cost_of(way: list[list[int]], costs: dict[tuple[int, int], int]) -> int:
    """The sum of what the steps cost."""
    return sum(costs.get((row, column), 1) for row, column in way[1:])
