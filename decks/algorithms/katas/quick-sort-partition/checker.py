"""Any pivots will do: the sorted list tells whether a partition can be true."""

from typing import Any


def check(args: dict[str, Any], got: Any, want: Any) -> str | None:
    """What is wrong with the answer, or None."""
    if not (isinstance(got, list) and len(got) == 2):
        return "the result is not a list of two: [sorted, log]"
    values, log = got
    if not (isinstance(values, list) and isinstance(log, list)):
        return "the result is not a list of two lists: [sorted, log]"
    if values != want[0]:
        return "the values are not the sorted ones"
    return check_log(values, log)


def check_log(values: list[int], log: list[Any]) -> str | None:
    """What is wrong with the partitions, or None."""
    waiting = {(0, len(values))} if len(values) > 1 else set()
    for number, entry in enumerate(log, start=1):
        where = f"partition {number}: "
        if not (
            isinstance(entry, list)
            and len(entry) == 4
            and all(type(part) is int for part in entry)
        ):
            return where + "not a list of four indices"
        start, less, greater, end = entry
        if (start, end) not in waiting:
            return where + f"the range {start} to {end} does not wait"
        wrong = check_parts(values, start, less, greater, end)
        if wrong:
            return where + wrong
        waiting.remove((start, end))
        parts = [(start, less), (greater, end)]
        waiting.update(part for part in parts if part[1] - part[0] > 1)
        most = len(values).bit_length()
        if len(waiting) > most:
            return where + f"{len(waiting)} ranges wait, at most {most} may"
    if waiting:
        start, end = min(waiting)
        return f"the range {start} to {end} was never partitioned"
    return None


def check_parts(
    values: list[int], start: int, less: int, greater: int, end: int
) -> str | None:
    """What is wrong with one partition, told from the sorted values, or None."""
    if not start <= less < greater <= end:
        return "no value is equal to the pivot, or the indices are out of order"
    if values[less] != values[greater - 1]:
        return "values that are not equal are in the part of equal ones"
    if less > start and values[less - 1] == values[less]:
        return "a value equal to the pivot is in the part of less ones"
    if greater < end and values[greater] == values[less]:
        return "a value equal to the pivot is in the part of greater ones"
    return None
