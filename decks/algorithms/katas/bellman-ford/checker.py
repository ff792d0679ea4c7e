"""The costs are certain; any negative cycle in reach is right."""

from typing import Any


def check(args: dict[str, Any], got: Any, want: Any) -> str | None:
    """What is wrong with the answer, or None."""
    if not (isinstance(got, list) and len(got) == 2 and isinstance(got[1], list)):
        return 'the result is neither ["costs", costs] nor ["cycle", nodes]'
    kind, values = got
    if kind != want[0]:
        if want[0] == "costs":
            return "no negative cycle can be reached"
        return "a negative cycle can be reached"
    if kind == "costs":
        return None if values == want[1] else "the costs are wrong"
    if not (values and all(type(node) is int for node in values)):
        return "the cycle is not a list of nodes"
    if len(set(values)) < len(values):
        return "the cycle names a node twice"
    return check_cycle(args["edges"], args["start"], values)


def check_cycle(edges: list[list[int]], start: int, nodes: list[int]) -> str | None:
    """What is wrong with the cycle, or None."""
    cheapest: dict[tuple[int, int], int] = {}
    followers: dict[int, set[int]] = {}
    for tail, head, cost in edges:
        cheapest[tail, head] = min(cost, cheapest.get((tail, head), cost))
        followers.setdefault(tail, set()).add(head)
    total = 0
    for pair in zip(nodes, nodes[1:] + nodes[:1], strict=True):
        if pair not in cheapest:
            return f"there is no edge from {pair[0]} to {pair[1]}"
        total += cheapest[pair]
    if total >= 0:
        return f"the cycle costs {total}, which is not negative"
    reached = {start}
    new = [start]
    while new:
        more = followers.get(new.pop(), set()) - reached
        reached |= more
        new += more
    return None if nodes[0] in reached else "the cycle cannot be reached"
