"""The ranges that scheduling numbers must stay in, and the checks that hold them.

Imports no `fsrs`, so that settings can be checked before it is loaded.
"""

from __future__ import annotations

from math import isfinite

from drill.errors import ScheduleError

MIN_STABILITY = 0.001
"""Days; the least stability of FSRS."""
MAX_STABILITY = 36_500.0
"""Days; the greatest stability, as fsrs-rs has it."""
MAX_ELAPSED_DAYS = 1_000_000
"""Between two answers; more is a clock gone wild and changes nothing further."""
MAX_INTERVAL_DAYS = 36_500
MAX_COUNT = 1_000_000
MAX_FLAG = 7
MIN_DIFFICULTY, MAX_DIFFICULTY = 1.0, 10.0
MIN_RETENTION, MAX_RETENTION = 0.70, 0.97

PARAMETER_BOUNDS: tuple[tuple[float, float], ...] = (
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
)
"""Least and greatest value of w0 to w20, as FSRS-6 clips them when it fits them."""


def check_parameters(parameters: tuple[float, ...]) -> None:
    """Refuse parameters that are not 21 numbers within the bounds of FSRS-6.

    Raises:
        ScheduleError: naming the first one that is wrong.
    """
    if len(parameters) != len(PARAMETER_BOUNDS):
        raise ScheduleError("parameters", parameters, "21 numbers")
    for index, (value, (low, high)) in enumerate(
        zip(parameters, PARAMETER_BOUNDS, strict=True)
    ):
        if not low <= value <= high:  # false for NaN, too
            raise ScheduleError(f"parameters[{index}]", value, f"{low} to {high}")


def check_stability(stability: float) -> None:
    """Refuse a stability that is no positive number of days."""
    if not (isfinite(stability) and stability > 0):
        raise ScheduleError("stability", stability, "a number of days > 0")


def check_difficulty(difficulty: float) -> None:
    """Refuse a difficulty outside 1 to 10."""
    if not MIN_DIFFICULTY <= difficulty <= MAX_DIFFICULTY:
        raise ScheduleError("difficulty", difficulty, "1 to 10")


def check_retention(desired_retention: float) -> None:
    """Refuse a desired retention outside 0.70 to 0.97."""
    if not MIN_RETENTION <= desired_retention <= MAX_RETENTION:
        expected = f"{MIN_RETENTION} to {MAX_RETENTION}"
        raise ScheduleError("desired_retention", desired_retention, expected)


def check_interval(maximum_interval_days: int) -> None:
    """Refuse a maximum interval outside 1 to 36,500 days."""
    if not 1 <= maximum_interval_days <= MAX_INTERVAL_DAYS:
        raise ScheduleError(
            "maximum_interval_days", maximum_interval_days, f"1 to {MAX_INTERVAL_DAYS}"
        )


def check_steps(name: str, steps_s: tuple[int, ...]) -> None:
    """Refuse a step that is not at least a second and at most a year."""
    for step in steps_s:
        if not 1 <= step <= 365 * 86_400:
            raise ScheduleError(name, step, "1 second to 365 days")


def check_count(name: str, count: int) -> None:
    """Refuse a number of seconds or of lapses that is negative or absurd."""
    if not 0 <= count <= MAX_COUNT:
        raise ScheduleError(name, count, f"0 to {MAX_COUNT}")


def check_flag(flag: int) -> None:
    """Refuse a flag outside 0 (none) to 7."""
    if not 0 <= flag <= MAX_FLAG:
        raise ScheduleError("flag", flag, f"0 to {MAX_FLAG}")
