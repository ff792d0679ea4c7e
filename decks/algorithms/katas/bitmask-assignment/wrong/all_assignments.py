"""Tries all assignments, and gives one up only when it costs too much already."""

from math import inf


def assign(costs: list[list[int | None]]) -> list | None:
    """`[cost, jobs]` of the cheapest assignment; None if there is none."""
    best: list = [inf, None]
    jobs: list[int] = []

    def go_on(cost_so_far: int) -> None:
        if cost_so_far >= best[0]:
            return
        if len(jobs) == len(costs):
            best[:] = [cost_so_far, jobs.copy()]
            return
        for job, cost in enumerate(costs[len(jobs)]):
            if cost is not None and job not in jobs:
                jobs.append(job)
                go_on(cost_so_far + cost)
                jobs.pop()

    go_on(0)
    return None if best[1] is None else best
