"""Returns the worker of each job that is done, not the job of each worker."""

from functools import cache
from math import inf


def assign(costs: list[list[int | None]]) -> list | None:
    """`[cost, jobs]` of the cheapest assignment; None if there is none."""

    @cache
    def rest(taken: int) -> tuple[float, tuple[int, ...]]:
        worker = taken.bit_count()
        if worker == len(costs):
            return 0, ()
        best: tuple[float, tuple[int, ...]] = (inf, ())
        for job, cost in enumerate(costs[worker]):
            if cost is not None and not taken & 1 << job:
                more, jobs = rest(taken | 1 << job)
                best = min(best, (cost + more, (job, *jobs)))
        return best

    total, jobs = rest(0)
    if total == inf:
        return None
    return [total, sorted(range(len(jobs)), key=jobs.__getitem__)]
