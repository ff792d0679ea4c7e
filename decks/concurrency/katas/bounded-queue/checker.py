"""Whether the report of the threads can be that of a right queue."""

from collections import Counter
from typing import Any


def check(args: dict[str, Any], got: Any, want: Any) -> str | None:
    """What is wrong with the rounds that were played; None if nothing is."""
    threads = [steps for name, *steps in args["calls"] if name == "thread"]
    wanted = outcome(want[0])
    for number, report in enumerate(got, 1):
        wrong = misfit(args["init"]["capacity"], threads, report, wanted)
        if wrong:
            return wrong if len(want) == 1 else f"round {number}: {wrong}"
    return None if len(got) == len(want) else "not all rounds were played"


def outcome(report: dict[str, Any]) -> Counter[str]:
    """All results, in whichever thread."""
    return Counter(repr(each) for results in report["threads"] for each in results)


def misfit(
    capacity: int,
    threads: list[list[list[Any]]],
    report: dict[str, Any],
    wanted: Counter[str],
) -> str | None:
    """What is wrong with one round."""
    places = {
        item: place for steps in threads for place, item in enumerate(given(steps))
    }
    owners = {
        item: number for number, steps in enumerate(threads) for item in given(steps)
    }
    taken: Counter[int] = Counter()
    for number, results in enumerate(report["threads"]):
        name = f"thread {number + 1}"
        last: dict[int, int] = {}
        for result in results:
            if isinstance(result, str) and result.startswith("raised"):
                return f"{name} {result}"
            if type(result) is not int:
                continue
            if result not in places:
                return f"{name} got {result}, which nobody put"
            owner = owners[result]
            if places[result] < last.get(owner, -1):
                return f"{name} got {result} after a later item of thread {owner + 1}"
            last[owner] = places[result]
            taken[result] += 1
    twice = [item for item, count in taken.items() if count > 1]
    if twice:
        return f"the item {twice[0]} came out {taken[twice[0]]} times"
    if report["held"] > capacity:
        return f"{report['held']} items were in a queue of capacity {capacity}"
    if report["busy"]:
        return "a thread that waits keeps the processor busy"
    found = outcome(report)
    if found["'waits'"] > wanted["'waits'"]:
        waiting = [n for n, told in enumerate(report["threads"], 1) if "waits" in told]
        return f"these threads wait for ever: {', '.join(map(str, waiting))}"
    if found != wanted:
        missing, more = (
            list((wanted - found).elements()),
            list((found - wanted).elements()),
        )
        return f"missing results: {brief(missing)}; too many: {brief(more)}"
    return None


def given(steps: list[list[Any]]) -> list[int]:
    """The items that a thread puts, in order."""
    items: list[int] = []
    for step, *values in steps:
        if step == "put":
            items += values
        elif step == "puts":
            items += range(values[0], values[0] + values[1])
    return items


def brief(results: list[str]) -> str:
    """A few results."""
    few = ", ".join(results[:5]) or "none"
    return few if len(results) <= 5 else f"{few}, and {len(results) - 5} more"
