"""The hash ring, against Dynamo's figure and what consistent hashing promises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from drill.chance import Chance
from drill.generators.hashing.ring_model import (
    counterclockwise,
    draw,
    nearest,
    owner,
    preference,
    shares,
    unwrapped,
    without,
)

# DeCandia et al. 2007, figure 2: nodes A to G in this order on the ring, and a key K
# between A and B.
FIGURE_2 = {10 * place: name for place, name in enumerate("ABCDEFG", 1)}

SIZE = 100
rings = st.dictionaries(
    st.integers(0, SIZE - 1), st.sampled_from("ABCD"), min_size=4, max_size=12
)


def test_the_key_of_dynamo_s_figure_is_at_b_c_and_d() -> None:
    assert owner(FIGURE_2, 15) == "B"
    assert preference(FIGURE_2, 15, 3) == ["B", "C", "D"]


def test_d_of_the_figure_holds_the_ranges_from_a_to_d() -> None:
    # Section 4.3: node D stores the keys in (A, B], (B, C] and (C, D].
    held = [p for p in range(SIZE) if "D" in preference(FIGURE_2, p, 3)]
    assert held == list(range(11, 41))


def test_the_ring_closes_after_the_last_token() -> None:
    assert owner(FIGURE_2, 71) == "A"
    assert unwrapped(FIGURE_2, 71) == "G"
    assert counterclockwise(FIGURE_2, 71) == "G"
    assert nearest(FIGURE_2, 99, SIZE) == "A"


@given(rings)
@settings(max_examples=40)
def test_shares_are_what_each_node_owns_position_by_position(
    tokens: dict[int, str],
) -> None:
    def clockwise(position: int) -> str:
        return tokens[min(tokens, key=lambda token: (token - position) % SIZE)]

    owners = [clockwise(position) for position in range(SIZE)]
    assert [owner(tokens, position) for position in range(SIZE)] == owners
    assert shares(tokens, SIZE) == {n: owners.count(n) for n in tokens.values()}


@given(rings, st.sets(st.integers(0, SIZE - 1), min_size=1, max_size=3))
@settings(max_examples=40)
def test_keys_move_to_a_new_node_only(tokens: dict[int, str], new: set[int]) -> None:
    # Karger et al. 1997, section 4: monotonicity.
    after = tokens | dict.fromkeys(new, "new")
    moved = [p for p in range(SIZE) if owner(after, p) != owner(tokens, p)]
    assert {owner(after, position) for position in moved} == {"new"}
    assert len(moved) == shares(after, SIZE)["new"]


@given(rings)
@settings(max_examples=40)
def test_keys_of_a_node_that_leaves_go_to_its_next_replica(
    tokens: dict[int, str],
) -> None:
    for position in range(0, SIZE, 7):
        first, *others = preference(tokens, position, 4)
        if others:
            assert owner(without(tokens, first), position) == others[0]


@given(st.integers(0, 2**31))
def test_every_node_of_a_drawing_has_its_tokens(seed: int) -> None:
    tokens = draw(Chance(seed), "ABC", 3, SIZE)
    assert sorted(tokens.values()) == list("AAABBBCCC")
    assert all(0 <= token < SIZE for token in tokens)
