"""A binary heap in an array, and heaps that get it wrong.

The root has index 0, the children of i have 2i + 1 and 2i + 2. Keys are distinct.
All functions give a new list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Rules:
    """How a heap mends itself; the defaults are right."""

    is_max: bool = False
    """Whether the root holds the largest key."""
    child: str = "best"
    """With which child a key that sinks is swapped: `best`, `left` or `other`."""
    sinks_to: str = "place"
    """How far a key sinks: to its `place`, one level (`once`) or not at all."""
    rises_to: str = "place"
    """How far a key rises, likewise."""

    def is_before(self, one: int, other: int) -> bool:
        """Whether a key belongs above another."""
        return one > other if self.is_max else one < other


def rise(heap: list[int], place: int, rules: Rules) -> None:
    """Swap a key upwards, in place, while it belongs above its parent."""
    while place and rules.rises_to != "none":
        parent = (place - 1) // 2
        if not rules.is_before(heap[place], heap[parent]):
            return
        heap[place], heap[parent] = heap[parent], heap[place]
        place = parent
        if rules.rises_to == "once":
            return


def sink(heap: list[int], place: int, rules: Rules) -> int:
    """Swap a key downwards, in place, while a child belongs above it.

    Returns:
        How many swaps it took.
    """
    swaps = 0
    while rules.sinks_to != "none":
        child = _child(heap, place, rules)
        if child is None or not rules.is_before(heap[child], heap[place]):
            break
        heap[place], heap[child] = heap[child], heap[place]
        place, swaps = child, swaps + 1
        if rules.sinks_to == "once":
            break
    return swaps


def _child(heap: list[int], place: int, rules: Rules) -> int | None:
    left = 2 * place + 1
    if left >= len(heap):
        return None
    if left + 1 >= len(heap) or rules.child == "left":
        return left
    left_first = rules.is_before(heap[left], heap[left + 1])
    return left if left_first == (rules.child == "best") else left + 1


def push(heap: Sequence[int], key: int, rules: Rules) -> list[int]:
    """Put a key at the end and let it rise."""
    found = [*heap, key]
    rise(found, len(heap), rules)
    return found


def pop(heap: Sequence[int], rules: Rules) -> list[int]:
    """Take the root away: the last key goes there and sinks."""
    return delete(heap, 0, rules)


def delete(heap: Sequence[int], place: int, rules: Rules) -> list[int]:
    """Take a key away: the last one takes its place, then sinks or rises."""
    *found, last = heap
    if place < len(found):
        found[place] = last
        if sink(found, place, rules) == 0:
            rise(found, place, rules)
    return found


def change(heap: Sequence[int], place: int, key: int, rules: Rules) -> list[int]:
    """Give a place another key, which sinks or rises."""
    found = list(heap)
    found[place] = key
    if sink(found, place, rules) == 0:
        rise(found, place, rules)
    return found


def build(keys: Sequence[int], rules: Rules) -> tuple[list[int], int]:
    """Make a heap of an array bottom-up, and count the swaps.

    Source: Cormen et al., BUILD-MAX-HEAP; Floyd 1964.
    """
    found = list(keys)
    places = range(len(found) // 2 - 1, -1, -1)
    swaps = sum(sink(found, place, rules) for place in places)
    return found, swaps


def build_downwards(keys: Sequence[int], rules: Rules) -> list[int]:
    """Let keys sink from the root onwards: no heap comes of it (wrong)."""
    found = list(keys)
    for place in range(len(found) // 2):
        sink(found, place, rules)
    return found


def build_by_pushing(keys: Sequence[int], rules: Rules) -> list[int]:
    """Push the keys one by one: a heap too, though another one."""
    found: list[int] = []
    for key in keys:
        found = push(found, key, rules)
    return found


def is_heap(keys: Sequence[int], rules: Rules) -> bool:
    """Whether no key belongs above its parent."""
    return not any(
        rules.is_before(keys[place], keys[(place - 1) // 2])
        for place in range(1, len(keys))
    )
