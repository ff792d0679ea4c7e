"""Cases for the order book: orders about a common price, so that many meet."""

from random import Random
from typing import Any

LARGE = 1000
"""A case of this many calls or more has long queues, and very many prices."""


def case(rng: Random, size: int, stage: str = "cancel") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    spread = 2 + below(rng, 5)
    calls: list[list[Any]] = []
    for number in range(size):
        share = rng.random()
        if stage == "cancel" and share < 0.25:
            calls.append(["cancel", 1 + below(rng, number + 1)])
        elif stage == "cancel" and share < 0.4:
            calls.append(["best", ("buy", "sell")[below(rng, 2)]])
        else:
            side = ("buy", "sell")[below(rng, 2)]
            price = 100 + below(rng, spread) + (side == "sell")
            calls.append(["submit", number + 1, side, price, 1 + below(rng, 9)])
    return {"init": {}, "calls": calls}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def large(rng: Random, size: int) -> dict[str, Any]:
    """A long queue of sellers at one price, buyers at prices of their own below it.

    Then orders are cancelled, of the sellers the newest first; some trade, and the
    best prices are asked for.
    """
    calls: list[list[Any]] = []
    sellers: list[int] = []
    for number in range(size * 3 // 5):
        if rng.random() < 2 / 3:
            calls.append(["submit", number, "sell", 6000, 9])
            sellers.append(number)
        else:
            calls.append(["submit", number, "buy", 1 + below(rng, 5999), 9])
    number = len(calls)
    while len(calls) < size:
        share = rng.random()
        if share < 0.5:
            calls.append(["cancel", sellers.pop()])
        elif share < 0.55:
            calls.append(["cancel", below(rng, number)])
        elif share < 0.6:
            calls.append(["submit", number, "buy", 6000, 1 + below(rng, 20)])
            number += 1
        else:
            calls.append(["best", "buy" if share < 0.9 else "sell"])
    return {"init": {}, "calls": calls}
