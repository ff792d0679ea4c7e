"""Stops one round early and takes a late change for a cycle."""


def bellman_ford(count: int, edges: list[list[int]], start: int) -> list:
    costs: list[int | None] = [None] * count
    came_from = [start] * count
    costs[start] = 0
    changed = start
    for _ in range(max(1, count - 1)):
        is_quiet = True
        for tail, head, cost in edges:
            known, so_far = (costs[head], costs[tail])
            if so_far is not None and (known is None or so_far + cost < known):
                costs[head] = so_far + cost
                came_from[head] = tail
                changed = head
                is_quiet = False
        if is_quiet:
            return ["costs", costs]
    return ["cycle", find_cycle(changed, came_from)]


def find_cycle(node: int, came_from: list[int]) -> list[int]:
    for _ in came_from:
        node = came_from[node]
    cycle = [node]
    while (node := came_from[node]) != cycle[0]:
        cycle.append(node)
    return cycle[::-1]
