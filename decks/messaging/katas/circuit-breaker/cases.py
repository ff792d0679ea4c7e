"""Cases for the circuit breaker: a backend with bad spells, and slow calls."""

from random import Random
from typing import Any

from solution import CircuitBreaker

LARGE = 1000
"""A case of this many calls or more has a window of thousands of results."""

IDLE = 10**6
"""An open time, in ms, that no short case lives to see the end of."""


def case(rng: Random, size: int, stage: str = "late") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    window = 1 + below(rng, 6)
    init = {
        "threshold": 1 + below(rng, window),
        "window": window,
        "open_for": IDLE if stage == "opening" else 1 + below(rng, 12),
        "probes": 1 + below(rng, 3),
    }
    longest = 12 if stage == "late" else 0
    return {"init": init, "calls": story(rng, init, size, longest)}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def story(rng: Random, init: dict[str, int], size: int, longest: int) -> list[Any]:
    """Starts and ends of calls as they come to `size` calls of the breaker.

    Args:
        longest: milliseconds that a call may take; 0: each ends before the next starts.
    """
    breaker = CircuitBreaker(**init)
    due: list[tuple[int, int]] = []
    told: list[list[Any]] = []
    now = number = 0
    share = 0.5
    while len(told) < size:
        now += below(rng, 4)
        if rng.random() < 0.1:
            share = (0.1, 0.5, 0.9)[below(rng, 3)]
        for pair in sorted(each for each in due if each[0] <= now):
            due.remove(pair)
            ok = rng.random() < share
            told.append(["end", pair[1], now, ok])
            breaker.end(pair[1], now, ok)
        if longest and rng.random() < 0.05:
            other = below(rng, number + 2)
            told.append(["end", other, now, False])
            breaker.end(other, now, ok=False)
            due = [each for each in due if each[1] != other]
        if rng.random() < 0.3:
            told.append(["state", now])
        else:
            number += 1
            told.append(["start", number, now])
            if breaker.start(number, now):
                due.append((now + below(rng, longest + 1), number))
    return told[:size]


def large(rng: Random, size: int) -> dict[str, Any]:
    """Calls one after the other of which half fail, which is just borne."""
    init = {"threshold": size * 3 // 8, "window": size // 2, "open_for": 9, "probes": 1}
    calls: list[list[Any]] = []
    for now in range(size // 2):
        calls += [["start", 1, now], ["end", 1, now, rng.random() < 0.5]]
    return {"init": init, "calls": calls}
