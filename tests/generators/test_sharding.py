"""Rebalancing, against the example of the textbook and by counting."""

from __future__ import annotations

from fractions import Fraction

import pytest

from drill.generators.sharding.rebalance_model import (
    counts,
    least_moves,
    splits,
    staying,
)


def test_a_key_of_the_textbook_moves_with_each_node_that_comes() -> None:
    # Kleppmann 2017, chapter 6, "How not to do it: hash mod N": hash 123456 lies on
    # node 6 of 10, 3 of 11 and 0 of 12.
    assert [123_456 % nodes for nodes in (10, 11, 12)] == [6, 3, 0]
    assert staying(10, 11) == Fraction(1, 11)


@pytest.mark.parametrize("before", range(2, 14))
def test_the_share_that_stays_is_that_of_all_hashes(before: int) -> None:
    for after in range(2, 14):
        hashes = range(before * after)
        same = sum(each % before == each % after for each in hashes)
        assert staying(before, after) == Fraction(same, len(hashes))


def test_slots_move_1_in_n_and_the_remainder_all_but_1_in_n() -> None:
    # Of Redis' 16,384 slots on 8 nodes a ninth moves to the ninth node.
    assert least_moves(16_384, 8, 9) == 16_384 // 9
    assert 1 - staying(8, 9) == Fraction(8, 9)


@pytest.mark.parametrize("partitions", [12, 17, 64, 100])
def test_no_even_spread_can_be_reached_with_fewer_moves(partitions: int) -> None:
    for before in range(1, 9):
        for after in range(before, 12):
            old, new = counts(partitions, before), counts(partitions, after)
            # old nodes keep most if the largest keep the largest shares
            kept = sum(min(pair) for pair in zip(old, new, strict=False))
            assert least_moves(partitions, before, after) == partitions - kept


def test_a_range_is_halved_until_no_part_is_too_large() -> None:
    assert splits([10, 11, 40], 10) == [10, 5.5, 5.5, 10, 10, 10, 10]
    for size in range(1, 100):
        found = splits([size], 7)
        count = next(2**halvings for halvings in range(9) if size / 2**halvings <= 7)
        assert found == [size / count] * count
