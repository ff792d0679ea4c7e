"""Cases for the buddy allocator: requests of all sizes, and blocks given back."""

from random import Random
from typing import Any

from solution import BuddyAllocator

LARGE = 1000
"""A case of this many calls or more has thousands of free blocks of one size."""


def case(rng: Random, size: int, stage: str = "free-and-merge") -> dict[str, Any]:
    """The arguments of a case of `size` calls, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    smallest = 1 << below(rng, 5)
    init = {"memory": smallest << below(rng, 6), "smallest": smallest}
    allocator = BuddyAllocator(**init)
    held: list[int] = []
    calls: list[list[Any]] = []
    while len(calls) < size:
        chance = rng.random()
        if chance < 0.1:
            calls.append(["blocks"])
        elif chance < 0.5 and stage != "alloc":
            calls.append(["free", returned(rng, held, init["memory"])])
            allocator.free(calls[-1][1])
        else:
            calls.append(["alloc", request(rng, **init)])
            address = allocator.alloc(calls[-1][1])
            if address is not None:
                held.append(address)
    return {"init": init, "calls": [*calls, ["blocks"]]}


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def returned(rng: Random, held: list[int], memory: int) -> int:
    """An address to give back: nearly always one that is in use."""
    if not held or rng.random() < 0.1:
        return below(rng, memory)
    place = below(rng, len(held))
    return held[place] if rng.random() < 0.1 else held.pop(place)


def request(rng: Random, memory: int, smallest: int) -> int:
    """A number of bytes: at a power of two or near it, small ones more often."""
    power = smallest << below(rng, 3 if rng.random() < 0.8 else 7)
    if rng.random() < 0.6:
        return power
    return 1 + below(rng, min(power, 2 * memory))


def large(rng: Random, size: int) -> dict[str, Any]:
    """All is handed out, every second block given back; then it goes up and down."""
    count = 1 << (size * 2 // 5).bit_length() - 1
    calls = [["alloc", 1] for _ in range(count)]
    calls += [["free", address] for address in range(0, count, 2)]
    last = count - 2
    while len(calls) < size - count // 2:
        calls += [["alloc", 1], ["free", last]]
    order = list(range(1, count, 2))
    for place in range(len(order) - 1, 0, -1):
        other = below(rng, place + 1)
        order[place], order[other] = order[other], order[place]
    calls += [["free", address] for address in order]
    return {"init": {"memory": count, "smallest": 1}, "calls": [*calls, ["blocks"]]}
