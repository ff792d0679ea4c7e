"""Finds the cycle with recursion: a long ring overflows the stack."""

from heapq import heappop, heappush


def topological_order(count: int, edges: list[list[int]]) -> list:
    followers: list[list[int]] = [[] for _ in range(count)]
    waits_for = [0] * count
    for before, after in edges:
        followers[before].append(after)
        waits_for[after] += 1
    ready = [job for job in range(count) if waits_for[job] == 0]
    order = []
    while ready:
        job = heappop(ready)
        order.append(job)
        for after in followers[job]:
            waits_for[after] -= 1
            if waits_for[after] == 0:
                heappush(ready, after)
    if len(order) == count:
        return ["order", order]
    on_way: dict[int, None] = {}
    finished = set(order)

    def visit(job: int) -> list[int]:
        if job in on_way:
            way = list(on_way)
            return way[way.index(job) :]
        if job in finished:
            return []
        on_way[job] = None
        for after in followers[job]:
            if cycle := visit(after):
                return cycle
        del on_way[job]
        finished.add(job)
        return []

    for job in range(count):
        if cycle := visit(job):
            return ["cycle", cycle]
    return []
