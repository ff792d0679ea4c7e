"""Takes a job that a worker cannot do for one that costs nothing."""

from math import inf


def assign(costs: list[list[int | None]]) -> list | None:
    """`[cost, jobs]` of the cheapest assignment; None if there is none."""
    rest = costs_of_the_rest(costs)
    if rest[0] == inf:
        return None
    jobs: list[int] = []
    taken = 0
    for row in costs:
        # The lowest job with which the least cost can still be had.
        job = next(
            job
            for job, cost in enumerate(row)
            if not taken & 1 << job
            and (cost or 0) + rest[taken | 1 << job] == rest[taken]
        )
        jobs.append(job)
        taken |= 1 << job
    return [rest[0], jobs]


def costs_of_the_rest(costs: list[list[int | None]]) -> list[float]:
    """By the set of taken jobs, the least cost for the workers still to come.

    A set has a bit for each job. As many workers have had their turn as bits are
    set. The cost is `inf` where the workers to come cannot all get a job.
    """
    jobs = len(costs[0]) if costs else 0
    rest = [inf] * (1 << jobs)
    # Another job makes a larger number: from the top down, all that is needed is there.
    for taken in reversed(range(1 << jobs)):
        worker = taken.bit_count()
        if worker >= len(costs):
            rest[taken] = 0
            continue
        for job, cost in enumerate(costs[worker]):
            if not taken & 1 << job:
                rest[taken] = min(rest[taken], (cost or 0) + rest[taken | 1 << job])
    return rest
