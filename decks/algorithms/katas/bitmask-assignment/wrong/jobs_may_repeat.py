"""Gives each worker the cheapest job, though another may have it already."""


def assign(costs: list[list[int | None]]) -> list | None:
    """`[cost, jobs]` of the cheapest assignment; None if there is none."""
    total = 0
    jobs: list[int] = []
    for row in costs:
        possible = [(cost, job) for job, cost in enumerate(row) if cost is not None]
        if not possible:
            return None
        cost, job = min(possible)
        total += cost
        jobs.append(job)
    return [total, jobs]
