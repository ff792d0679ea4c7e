"""The distances are certain; any tree of shortest ways is right."""

from typing import Any


def check(args: dict[str, Any], got: Any, want: Any) -> str | None:
    """What is wrong with the answer, or None."""
    if not (isinstance(got, list) and len(got) == 2):
        return "the result is not a list of two: [distances, previous]"
    distances, previous = got
    if distances != want[0]:
        return "the distances are wrong"
    if not isinstance(previous, list) or len(previous) != args["count"]:
        return "previous has not one entry for each node"
    shortest: dict[tuple[int, int], int] = {}
    for tail, head, length in args["edges"]:
        shortest[tail, head] = min(length, shortest.get((tail, head), length))
    start = args["start"]
    for node, before in enumerate(previous):
        if distances[node] is None or node == start:
            if before is not None:
                return f"previous[{node}] has to be None"
        elif type(before) is not int or (before, node) not in shortest:
            return f"previous[{node}] is {before}: there is no such edge"
        elif distances[before] is None:
            return f"previous[{node}] is {before}: there is no way to it"
        elif distances[before] + shortest[before, node] != distances[node]:
            return f"previous[{node}] is {before}: that way is longer"
    return check_tree(previous, start)


def check_tree(previous: list[Any], start: int) -> str | None:
    """Whether each way back ends; edges of length 0 could make it a ring."""
    safe = {start}
    for node, before in enumerate(previous):
        way: dict[int, None] = {}
        while before is not None and node not in safe:
            if node in way:
                return f"previous leads from {node} back to {node}"
            way[node] = None
            node, before = before, previous[before]
        safe.update(way)
    return None
