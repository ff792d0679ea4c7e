"""The metrics are certain; a hop is right if a best route can begin with it."""

from typing import Any


def check(args: dict[str, Any], got: Any, want: Any) -> str | None:
    """What is wrong with the answer, or None."""
    if not (isinstance(got, list) and len(got) == 2):
        return "the result is not a list of two: [metrics, hops]"
    metrics, hops = got
    if metrics != want[0]:
        return "the metrics are wrong"
    count = args["count"]
    if not (
        isinstance(hops, list)
        and len(hops) == count
        and all(isinstance(row, list) and len(row) == count for row in hops)
    ):
        return "hops is not a square table"
    links: dict[tuple[int, int], int] = {}
    for tail, head, metric in args["links"]:
        links[tail, head] = min(metric, links.get((tail, head), metric))
    for tail in range(count):
        for head in range(count):
            wrong = check_hop(metrics, links, tail, head, hops[tail][head])
            if wrong:
                return f"hops[{tail}][{head}] is {hops[tail][head]}: {wrong}"
    return None


def check_hop(
    metrics: list[list[int | None]],
    links: dict[tuple[int, int], int],
    tail: int,
    head: int,
    hop: Any,
) -> str | None:
    """What is wrong with one hop, or None. Every cycle adds up to more than 0."""
    best = metrics[tail][head]
    if best is None or tail == head:
        return None if hop is None else "it has to be None"
    if type(hop) is not int or (tail, hop) not in links:
        return "there is no such link"
    rest = metrics[hop][head]
    if rest is None or links[tail, hop] + rest != best:
        return "no best route begins with it"
    return None
