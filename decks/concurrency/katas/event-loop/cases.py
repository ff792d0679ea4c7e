"""Cases for the event loop: callbacks that schedule, work, cancel and stop."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

LARGE = 1000
"""A case of this many callbacks or more is one of timers."""
MOST_ACTIONS = 3
DELAYS = [0, 0, 1, 2, 3, 5, 8]


def case(rng: Random, size: int, stage: str = "cancel-and-stop") -> dict[str, Any]:
    """The arguments of a case of about `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    names = [f"c{number}" for number in range(2 + below(rng, 6))]
    init = {
        "callbacks": {
            name: actions(rng, names, place, stage) for place, name in enumerate(names)
        }
    }
    calls: list[list[Any]] = []
    while len(calls) < size:
        chance = rng.random()
        if chance < 0.1:
            calls.append(["run"])
        elif chance < 0.3 and stage == "cancel-and-stop":
            calls.append(["cancel", below(rng, 2 * len(calls) + 3)])
        elif chance < 0.65 and stage != "soon":
            calls.append(["call_later", draw(rng, DELAYS), draw(rng, names)])
        else:
            calls.append(["call_soon", draw(rng, names)])
    return {"init": init, "calls": [*calls, ["run"], ["run"], ["run"]]}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def draw(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[below(rng, len(values))]


def actions(rng: Random, names: list[str], place: int, stage: str) -> list[list[Any]]:
    """What a callback does: it schedules only those after it, so runs end."""
    kinds = {
        "soon": ["soon", "soon", "work"],
        "later": ["soon", "later", "later", "work"],
        "cancel-and-stop": [
            "soon",
            "later",
            "later",
            "work",
            "cancel",
            "cancel",
            "stop",
        ],
    }[stage]
    found: list[list[Any]] = []
    for _ in range(below(rng, MOST_ACTIONS + 1)):
        kind = draw(rng, kinds)
        if kind == "work":
            found.append(["work", draw(rng, DELAYS)])
        elif kind == "cancel":
            found.append(["cancel", 1 + below(rng, 30)])
        elif kind == "stop":
            found += [["stop"]] if rng.random() < 0.4 else []
        elif place + 1 < len(names):
            other = names[place + 1 + below(rng, len(names) - place - 1)]
            delay = [draw(rng, DELAYS)] if kind == "later" else []
            found.append([kind, *delay, other])
    return found


def large(rng: Random, size: int) -> dict[str, Any]:
    """Thousands of timers at different times; a third of them is cancelled."""
    calls: list[list[Any]] = [
        ["call_later", below(rng, 10**6), "a"] for _ in range(size)
    ]
    calls += [["cancel", 1 + below(rng, size)] for _ in range(size // 3)]
    return {"init": {"callbacks": {"a": [["work", 1]]}}, "calls": [*calls, ["run"]]}
