"""A queue in place of the heap: an order, but not smallest first."""

from collections import deque


def topological_order(count: int, edges: list[list[int]]) -> list:
    followers: list[list[int]] = [[] for _ in range(count)]
    waits_for = [0] * count
    for before, after in edges:
        followers[before].append(after)
        waits_for[after] += 1
    ready = deque((job for job in range(count) if waits_for[job] == 0))
    order = []
    while ready:
        job = ready.popleft()
        order.append(job)
        for after in followers[job]:
            waits_for[after] -= 1
            if waits_for[after] == 0:
                ready.append(after)
    if len(order) == count:
        return ["order", order]
    return ["cycle", find_cycle(edges, set(range(count)) - set(order))]


def find_cycle(edges: list[list[int]], rest: set[int]) -> list[int]:
    one_before = {after: before for before, after in edges if before in rest}
    job = next(iter(rest))
    met: dict[int, int] = {}
    walk: list[int] = []
    while job not in met:
        met[job] = len(walk)
        walk.append(job)
        job = one_before[job]
    return walk[met[job] :][::-1]
