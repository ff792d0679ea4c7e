"""The compact list of a card's positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.store.history import appended, last_of, pack, unpack

POSITIONS = st.lists(st.integers(1, 2**40), unique=True).map(sorted)


@given(positions=POSITIONS)
def test_what_is_packed_comes_out_again(positions: list[int]) -> None:
    assert unpack(pack(positions)) == positions


@given(positions=POSITIONS, more=st.integers(1, 2**30))
def test_one_more_is_as_if_it_had_been_there(positions: list[int], more: int) -> None:
    last = positions[-1] if positions else 0
    assert appended(pack(positions), last + more) == pack([*positions, last + more])
    assert last_of(pack(positions)) == last


def test_twenty_reviews_among_a_million_take_few_bytes() -> None:
    assert len(pack(list(range(1, 1_000_001, 50_000)))) <= 60


@pytest.mark.parametrize("positions", [[0], [5, 5], [7, 3]])
def test_positions_that_do_not_grow_are_refused(positions: list[int]) -> None:
    with pytest.raises(ValueError, match=r"^-?\d+$"):
        pack(positions)


def test_a_history_that_breaks_off_is_refused() -> None:
    with pytest.raises(ValueError, match="x80"):
        unpack(b"\x05\x80")
