"""Any tour of the least length is right."""

from typing import Any


def check(args: dict[str, Any], got: Any, want: Any) -> str | None:
    """What is wrong with the answer, or None."""
    if not (isinstance(got, list) and len(got) == 2 and isinstance(got[1], list)):
        return "the result is not [length, tour]"
    length, tour = got
    if length != want[0]:
        return f"the length is {length}, not {want[0]}"
    distances = args["distances"]
    if not all(type(town) is int for town in tour):
        return "the tour is not a list of towns"
    if sorted(tour) != list(range(len(distances))):
        return "the tour does not name every town once"
    if tour[0] != 0:
        return "the tour does not begin with 0"
    home = tour[1:] + tour[:1]
    walked = sum(distances[a][b] for a, b in zip(tour, home, strict=True))
    return None if walked == length else f"the tour is {walked} long, not {length}"
