"""A large number for infinity: less 5 it is smaller, and nodes out of reach count."""


def bellman_ford(count: int, edges: list[list[int]], start: int) -> list:
    costs = [10**12] * count
    came_from = [start] * count
    costs[start] = 0
    changed = start
    for _ in range(count):
        is_quiet = True
        for tail, head, cost in edges:
            known, so_far = (costs[head], costs[tail])
            if so_far + cost < known:
                costs[head] = so_far + cost
                came_from[head] = tail
                changed = head
                is_quiet = False
        if is_quiet:
            return ["costs", [None if cost == 10**12 else cost for cost in costs]]
    return ["cycle", find_cycle(changed, came_from)]


def find_cycle(node: int, came_from: list[int]) -> list[int]:
    for _ in came_from:
        node = came_from[node]
    cycle = [node]
    while (node := came_from[node]) != cycle[0]:
        cycle.append(node)
    return cycle[::-1]
