"""One order is right, but any cycle is."""

from typing import Any


def check(args: dict[str, Any], got: Any, want: Any) -> str | None:
    """What is wrong with the answer, or None."""
    if not (isinstance(got, list) and len(got) == 2 and isinstance(got[1], list)):
        return 'the result is neither ["order", jobs] nor ["cycle", jobs]'
    kind, jobs = got
    if kind != want[0]:
        return f"there is {'an order' if want[0] == 'order' else 'a cycle'}"
    if not all(type(job) is int for job in jobs):
        return "a job is not a whole number"
    if kind == "order":
        return None if jobs == want[1] else "not the order with the smallest job first"
    return check_cycle(args["edges"], jobs)


def check_cycle(edges: list[list[int]], jobs: list[int]) -> str | None:
    """What is wrong with the cycle, or None."""
    if not jobs:
        return "the cycle has no jobs"
    if len(set(jobs)) < len(jobs):
        return "the cycle names a job twice"
    there_are = {(before, after) for before, after in edges}
    for before, after in zip(jobs, jobs[1:] + jobs[:1], strict=True):
        if (before, after) not in there_are:
            return f"there is no edge from {before} to {after}"
    return None
