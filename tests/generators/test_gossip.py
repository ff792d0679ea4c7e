"""Gossip, against the figures of Demers et al. and against simulated clusters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.chance import Chance
from drill.generators.gossip.epidemic_model import (
    BOTH,
    PULL,
    PUSH,
    pulled,
    pushed,
    residue,
    rounds_until,
    spread,
)


@pytest.mark.parametrize(("losses", "missed"), [(1, "20 %"), (2, "6 %")])
def test_a_rumour_misses_as_many_as_demers_says(losses: int, missed: str) -> None:
    # Demers et al. 1987, section 1.4: 20 % at k = 1, 6 % at k = 2.
    share = residue(losses)
    assert f"{share:.0%}".replace("%", " %") == missed
    assert share == pytest.approx(2.718281828 ** -((losses + 1) * (1 - share)))


def test_pull_squares_the_rest_and_push_leaves_a_share_of_1_in_e() -> None:
    # The same, section 1.3: p_(i+1) = p_i^2, and for small p p_(i+1) = p_i × e^-1.
    assert pulled(0.1, 1) == pytest.approx(0.01)
    assert pulled(0.1, 2) == pytest.approx(0.0001)
    assert pushed(0.0001, 1) == pytest.approx(0.0001 * 0.367879, rel=1e-3)


@pytest.mark.parametrize("mode", [PUSH, PULL])
def test_the_recurrences_are_what_large_clusters_do(mode: str) -> None:
    chance, count = Chance(4), 20_000
    names = [str(number) for number in range(count)]
    calls = [{name: chance.pick(names) for name in names} for _ in range(2)]
    start = frozenset(names[: count * 7 // 10])
    for number, known in enumerate(spread(start, calls, mode), 1):
        expected = {PUSH: pushed, PULL: pulled}[mode](0.3, number)
        assert 1 - len(known) / count == pytest.approx(expected, abs=0.005)


def test_a_rumour_reaches_2_to_the_n_nodes_in_n_rounds() -> None:
    assert [rounds_until(count, 1) for count in (1, 2, 1024, 1025)] == [0, 1, 10, 11]
    assert rounds_until(1000, 9) == 3


names = st.sampled_from("ABCDE")
rounds_of_calls = st.lists(st.fixed_dictionaries(dict.fromkeys("ABCDE", names)))


@given(names, rounds_of_calls)
@settings(max_examples=40)
def test_a_node_knows_it_if_a_chain_of_calls_in_rising_rounds_leads_there(
    first: str, rounds: list[dict[str, str]]
) -> None:
    def reached(round_: int, name: str, mode: str) -> bool:
        """Whether a node knows it after a round, asked backwards."""
        if round_ == 0:
            return name == first
        calls = rounds[round_ - 1]
        pushers = [c for c in calls if calls[c] == name and mode != PULL]
        sources = [name, *pushers, *([calls[name]] if mode != PUSH else [])]
        return any(known[round_ - 1][source] for source in sources)

    for mode in (PUSH, PULL, BOTH):
        known: list[dict[str, bool]] = []
        for round_ in range(len(rounds) + 1):
            known += [{name: reached(round_, name, mode) for name in "ABCDE"}]
        found = spread(frozenset(first), rounds, mode)
        assert found == [
            frozenset(name for name in each if each[name]) for each in known[1:]
        ]
