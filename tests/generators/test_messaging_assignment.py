"""Kafka's assignors, against the examples of their documentation."""

from __future__ import annotations

from itertools import product

import pytest

from drill.generators.messaging.assignment_model import (
    Partition,
    by_range,
    by_turns,
    moved,
    partitions,
    sticky,
    sticky_moves,
)


def parsed(text: str) -> list[Partition]:
    """`t0p1 t2p0` as the documentation writes them."""
    return [(each[:2], int(each[3:])) for each in text.split()]


def test_the_example_of_the_range_assignor_comes_out() -> None:
    # Javadoc of RangeAssignor: C0 and C1, t0 and t1 with three partitions each.
    assert by_range({"t0": 3, "t1": 3}, ["C0", "C1"]) == {
        "C0": parsed("t0p0 t0p1 t1p0 t1p1"),
        "C1": parsed("t0p2 t1p2"),
    }


def test_the_example_of_the_round_robin_assignor_comes_out() -> None:
    # Javadoc of RoundRobinAssignor: the same group.
    assert by_turns({"t0": 3, "t1": 3}, ["C0", "C1"]) == {
        "C0": parsed("t0p0 t0p2 t1p1"),
        "C1": parsed("t0p1 t1p0 t1p2"),
    }


FOUR = {"t0": 2, "t1": 2, "t2": 2, "t3": 2}


def test_the_example_of_the_sticky_assignor_comes_out() -> None:
    # Javadoc of StickyAssignor, example 1: C1 of three consumers leaves. The sticky
    # assignor keeps all that C0 and C2 have, round robin does not.
    before = by_turns(FOUR, ["C0", "C1", "C2"])
    assert before == {
        "C0": parsed("t0p0 t1p1 t3p0"),
        "C1": parsed("t0p1 t2p0 t3p1"),
        "C2": parsed("t1p0 t2p1"),
    }
    documented = {
        "C0": parsed("t0p0 t1p1 t3p0 t2p0"),
        "C2": parsed("t1p0 t2p1 t0p1 t3p1"),
    }
    left = ["C0", "C2"]
    assert sticky_moves(before, left) == moved(before, documented) == 3
    assert sticky(before, left) == {n: len(h) for n, h in documented.items()}
    again = by_turns(FOUR, left)
    assert again["C0"] == parsed("t0p0 t1p0 t2p0 t3p0")
    assert moved(before, again) == 5


@pytest.mark.parametrize(
    "after", [["C0", "C1"], ["C0", "C1", "C2", "C3"], ["C1", "C2"]]
)
def test_no_balanced_assignment_moves_less_than_a_sticky_one(after: list[str]) -> None:
    before = by_turns({"t0": 4, "t1": 3}, ["C0", "C1", "C2"])
    every = partitions({"t0": 4, "t1": 3})
    fewest = len(every)
    for owners in product(after, repeat=len(every)):
        counts = [owners.count(name) for name in after]
        if max(counts) - min(counts) <= 1:
            held = {
                name: [
                    p for p, owner in zip(every, owners, strict=True) if owner == name
                ]
                for name in after
            }
            fewest = min(fewest, moved(before, held))
    assert sticky_moves(before, after) == fewest
