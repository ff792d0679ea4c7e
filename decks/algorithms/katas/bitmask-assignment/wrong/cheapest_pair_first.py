"""Takes the cheapest pair of worker and job of all, then the next that still fits."""


def assign(costs: list[list[int | None]]) -> list | None:
    """`[cost, jobs]` of the cheapest assignment; None if there is none."""
    pairs = sorted(
        (cost, worker, job)
        for worker, row in enumerate(costs)
        for job, cost in enumerate(row)
        if cost is not None
    )
    total = 0
    chosen: dict[int, int] = {}
    for cost, worker, job in pairs:
        if worker not in chosen and job not in chosen.values():
            chosen[worker] = job
            total += cost
    if len(chosen) < len(costs):
        return None
    return [total, [chosen[worker] for worker in range(len(costs))]]
