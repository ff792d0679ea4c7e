from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.chance import Chance

seeds = st.one_of(st.text(), st.integers())


def test_chance_is_the_same_on_every_machine_and_every_python() -> None:
    """Fuzz of old reviews is computed again from these: they must never change."""
    chance = Chance("distributed-systems/raft/log-matching#front", 3)
    assert [chance.fraction() for _ in range(3)] == [
        0.050852020429502875,
        0.6880632303553637,
        0.5585787783818631,
    ]
    assert [chance.whole(1, 6) for _ in range(10)] == [6, 4, 5, 1, 4, 6, 3, 4, 2, 5]
    assert Chance("deck").shuffled("abcdefgh") == list("dhfgeabc")


@given(st.lists(seeds, max_size=3))
def test_the_same_seed_gives_the_same_stream(seed: list[str | int]) -> None:
    one, other = Chance(*seed), Chance(*seed)
    assert [one.fraction() for _ in range(5)] == [other.fraction() for _ in range(5)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab",)),  # parts are told apart
        (("a", 1), ("a", 2)),
        (("a",), ("a", "")),
    ],
)
def test_another_seed_gives_another_stream(
    one: tuple[str | int, ...], other: tuple[str | int, ...]
) -> None:
    assert Chance(*one).fraction() != Chance(*other).fraction()


@given(seeds)
def test_a_fraction_is_at_least_zero_and_below_one(seed: str | int) -> None:
    chance = Chance(seed)
    assert all(0 <= chance.fraction() < 1 for _ in range(20))


@given(seeds, st.integers(-100, 100), st.integers(0, 100))
def test_a_whole_number_lies_between_its_bounds(
    seed: str | int, lowest: int, width: int
) -> None:
    chance = Chance(seed)
    highest = lowest + width
    assert all(lowest <= chance.whole(lowest, highest) <= highest for _ in range(20))


def test_every_whole_number_is_equally_likely() -> None:
    chance = Chance("dice")
    counts = Counter(chance.whole(1, 6) for _ in range(6_000))
    assert set(counts) == {1, 2, 3, 4, 5, 6}
    assert all(900 < count < 1_100 for count in counts.values())


def test_a_pick_is_one_of_the_choices_and_any_of_them() -> None:
    chance = Chance("pick")
    assert {chance.pick("abc") for _ in range(50)} == set("abc")


@given(seeds, st.lists(st.integers()))
def test_a_shuffle_is_a_permutation_that_leaves_the_original(
    seed: str | int, things: list[int]
) -> None:
    before = list(things)
    assert sorted(Chance(seed).shuffled(things)) == sorted(before)
    assert things == before


def test_every_permutation_is_equally_likely() -> None:
    chance = Chance("permutations")
    counts = Counter("".join(chance.shuffled("abc")) for _ in range(6_000))
    assert len(counts) == 6
    assert all(900 < count < 1_100 for count in counts.values())
