"""Any script that does the work at the least cost is right."""

from typing import Any

LENGTHS = {"keep": 2, "delete": 2, "insert": 2, "replace": 3}


def check(args: dict[str, Any], got: Any, want: Any) -> str | None:
    """What is wrong with the answer, or None."""
    if not isinstance(got, list):
        return "the result is not a list of steps"
    old, new = args["old"], args["new"]
    read = 0
    written: list[str] = []
    for number, step in enumerate(got, start=1):
        if not is_step(step):
            return f"step {number} is none of the four kinds: {step}"
        kind, *characters = step
        if kind != "insert":
            if read == len(old):
                return f"step {number}: nothing is left of old"
            if characters[0] != old[read]:
                return f"step {number}: the next character of old is {old[read]}"
            read += 1
        if kind != "delete":
            written.append(characters[-1])
    if read < len(old):
        return f"the script ends with {len(old) - read} characters of old left"
    if "".join(written) != new:
        return "the script writes " + "".join(written)
    mine, least = cost_of(got), cost_of(want)
    return None if mine == least else f"the script costs {mine}, and {least} is enough"


def is_step(step: Any) -> bool:
    """Whether it is a step of a known kind, with characters."""
    return (
        isinstance(step, list)
        and all(isinstance(part, str) for part in step)
        and bool(step)
        and LENGTHS.get(step[0]) == len(step)
        and all(len(part) == 1 for part in step[1:])
    )


def cost_of(steps: list[list[str]]) -> int:
    """How many steps change something; to replace by the same counts too."""
    return sum(step[0] != "keep" for step in steps)
