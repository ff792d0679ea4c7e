"""Kafka's assignors: which partitions each consumer of a group gets.

All consumers subscribe to all topics. Consumers and topics come in the order of their
names; a partition is the name of its topic and its number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Partition: TypeAlias = tuple[str, int]
Assignment: TypeAlias = "dict[str, list[Partition]]"


def partitions(topics: Mapping[str, int]) -> list[Partition]:
    """All partitions, topic by topic."""
    return [(name, number) for name in sorted(topics) for number in range(topics[name])]


def by_range(topics: Mapping[str, int], consumers: Sequence[str]) -> Assignment:
    """Of each topic by itself a run of partitions to each consumer, more to the first.

    Source: Apache Kafka, RangeAssignor (Javadoc).
    """
    found: Assignment = {name: [] for name in sorted(consumers)}
    for topic in sorted(topics):
        even, more = divmod(topics[topic], len(consumers))
        start = 0
        for place, consumer in enumerate(found):
            end = start + even + (1 if place < more else 0)
            found[consumer] += [(topic, number) for number in range(start, end)]
            start = end
    return found


def by_turns(
    topics: Mapping[str, int], consumers: Sequence[str], *, anew: bool = False
) -> Assignment:
    """All partitions of all topics in turn.

    Args:
        topics: and their numbers of partitions.
        consumers: of the group.
        anew: whether each topic begins with the first consumer again (wrong).

    Source: Apache Kafka, RoundRobinAssignor (Javadoc).
    """
    order = sorted(consumers)
    found: Assignment = {name: [] for name in order}
    turn = 0
    for topic, number in partitions(topics):
        turn = 0 if anew and not number else turn
        found[order[turn % len(order)]].append((topic, number))
        turn += 1
    return found


def sticky(
    before: Mapping[str, Sequence[Partition]], consumers: Sequence[str]
) -> dict[str, int]:
    """How many partitions each consumer has after a sticky reassignment.

    Balance comes first: counts differ by at most one. Then as few partitions as
    possible change hands.

    Source: Apache Kafka, KIP-54 and StickyAssignor (Javadoc).
    """
    total = sum(len(held) for held in before.values())
    even, more = divmod(total, len(consumers))
    held = sorted(consumers, key=lambda name: (-len(before.get(name, ())), name))
    return {name: even + (1 if place < more else 0) for place, name in enumerate(held)}


def moved(
    before: Mapping[str, Sequence[Partition]], after: Mapping[str, Sequence[Partition]]
) -> int:
    """How many partitions have another consumer than before."""
    owner = {each: name for name, held in before.items() for each in held}
    return sum(owner[each] != name for name, held in after.items() for each in held)


def sticky_moves(
    before: Mapping[str, Sequence[Partition]], consumers: Sequence[str]
) -> int:
    """How many partitions change hands in a sticky reassignment."""
    after = sticky(before, consumers)
    kept = sum(min(len(before.get(name, ())), after[name]) for name in after)
    return sum(len(held) for held in before.values()) - kept
