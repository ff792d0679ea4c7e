"""Keeps the cost so far and walks back: of equals, the low job for the last worker."""

from math import inf


def assign(costs: list[list[int | None]]) -> list | None:
    """`[cost, jobs]` of the cheapest assignment; None if there is none."""
    jobs = len(costs[0]) if costs else 0
    so_far = [inf] * (1 << jobs)
    last = [0] * (1 << jobs)
    so_far[0] = 0
    for taken in range(1 << jobs):
        worker = taken.bit_count()
        if worker >= len(costs) or so_far[taken] == inf:
            continue
        for job, cost in enumerate(costs[worker]):
            following = taken | 1 << job
            if cost is None or following == taken:
                continue
            total = so_far[taken] + cost
            if (total, job) < (so_far[following], last[following]):
                so_far[following] = total
                last[following] = job
    ends = [taken for taken in range(1 << jobs) if taken.bit_count() == len(costs)]
    taken = min(ends, key=so_far.__getitem__, default=None)
    if taken is None or so_far[taken] == inf:
        return None
    total = so_far[taken]
    way = []
    while taken:
        way.append(last[taken])
        taken ^= 1 << last[taken]
    return [total, way[::-1]]
