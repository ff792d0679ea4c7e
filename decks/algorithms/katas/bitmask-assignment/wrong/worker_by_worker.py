"""Gives each worker in turn the cheapest job that is free."""


def assign(costs: list[list[int | None]]) -> list | None:
    """`[cost, jobs]` of the cheapest assignment; None if there is none."""
    total = 0
    jobs: list[int] = []
    for row in costs:
        free = [
            (cost, job)
            for job, cost in enumerate(row)
            if cost is not None and job not in jobs
        ]
        if not free:
            return None
        cost, job = min(free)
        total += cost
        jobs.append(job)
    return [total, jobs]
