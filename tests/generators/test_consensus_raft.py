"""The model of Raft, against the figures of its paper and against etcd's traces."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.chance import Chance
from drill.generators.consensus.raft_model import (
    Log,
    VoteRules,
    acknowledged,
    commit_index,
    draw_logs,
    follower_commit,
    is_up_to_date,
    voters,
    winners,
)

# Ongaro and Ousterhout 2014, figure 7: the leader of term 8 and six possible followers.
FIGURE_7: dict[str, Log] = {
    "leader": (1, 1, 1, 4, 4, 5, 5, 6, 6, 6),
    "a": (1, 1, 1, 4, 4, 5, 5, 6, 6),
    "b": (1, 1, 1, 4),
    "c": (1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6),
    "d": (1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7),
    "e": (1, 1, 1, 4, 4, 4, 4),
    "f": (1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3),
}


def test_the_log_of_figure_6_is_committed_up_to_index_7() -> None:
    log = (1, 1, 1, 2, 3, 3, 3, 3)
    assert commit_index(log, 3, 0, [(8, 5, 8, 2, 7)]) == 7


def test_an_entry_of_an_earlier_term_is_not_committed_in_figure_8c() -> None:
    # S1 leads in term 4 and has copied the entry of term 2 to a majority.
    assert commit_index((1, 2, 4), 4, 1, [(3, 2, 2, 1, 1)]) == 1


def test_it_is_committed_with_one_of_the_leader_s_own_term_in_figure_8e() -> None:
    assert commit_index((1, 2, 4), 4, 1, [(3, 3, 3, 1, 1)]) == 3


@pytest.mark.parametrize(
    ("old", "new", "committed"),
    [
        ((92, 99, 90), (97, 95, 77), 92),
        ((101, 100), (100, 99), 99),
        ((100, 100, 99), (100, 99, 98), 99),
        ((0, 100, 99), (0, 99, 98), 98),
        ((50, 48), (49, 47), 47),
    ],
)
def test_joint_majorities_are_those_of_etcd(
    old: tuple[int, ...], new: tuple[int, ...], committed: int
) -> None:
    # etcd-io/raft, quorum/testdata/joint_commit.txt; unknown indexes are 0.
    assert min(acknowledged(old), acknowledged(new)) == committed
    assert commit_index((1,) * 110, 1, 0, [old, new]) == committed


@given(st.lists(st.integers(0, 9), min_size=1, max_size=7))
@settings(max_examples=50)
def test_what_a_majority_has_is_the_best_of_all_majorities(match: list[int]) -> None:
    majorities = combinations(match, len(match) // 2 + 1)
    assert acknowledged(match) == max(min(each) for each in majorities)


def test_a_follower_commits_no_further_than_the_last_new_entry() -> None:
    # Figure 2, AppendEntries, rule 5.
    assert follower_commit(2, previous=4, entries=1, leader=9) == 5
    assert follower_commit(2, previous=4, entries=3, leader=6) == 6
    assert follower_commit(5, previous=4, entries=0, leader=9) == 5


def test_three_followers_of_figure_7_can_be_elected() -> None:
    # MIT 6.824, lecture notes on Raft: with the leader gone, a, c and d can win, while
    # f has a long log of old terms and gets no vote but its own.
    up = {name: log for name, log in FIGURE_7.items() if name != "leader"}
    assert winners(up, 7) == ["a", "c", "d"]
    assert voters(up, "a") == ["a", "b", "e", "f"]
    assert voters(up, "f") == ["f"]
    assert "f" in winners(up, 7, VoteRules(compares="length"))


def test_s5_can_be_elected_in_figure_8d_and_not_in_figure_8e() -> None:
    logs: dict[str, Log] = {
        "S1": (1, 2, 4),
        "S2": (1, 2),
        "S3": (1, 2),
        "S4": (1,),
        "S5": (1, 3),
    }
    assert voters(logs, "S5") == ["S2", "S3", "S4", "S5"]
    later = logs | {"S2": (1, 2, 4), "S3": (1, 2, 4)}
    assert "S5" not in winners(later, 5)


@given(st.integers(0, 2**31), st.integers(1, 5))
@settings(max_examples=50)
def test_drawn_logs_match_as_raft_promises(seed: int, terms: int) -> None:
    # Log Matching (section 5.3): equal index and term, equal logs up to there.
    logs = list(draw_logs(Chance(seed), 5, terms).values())
    for one, other in combinations(logs, 2):
        for end in range(1, min(len(one), len(other)) + 1):
            if one[end - 1] == other[end - 1]:
                assert one[:end] == other[:end]


@given(st.integers(0, 2**31))
def test_of_two_logs_one_is_at_least_as_up_to_date(seed: int) -> None:
    logs = draw_logs(Chance(seed), 5, 4)
    for one, other in combinations(logs.values(), 2):
        is_both = is_up_to_date(one, other) and is_up_to_date(other, one)
        assert is_both == (one[-1:] == other[-1:] and len(one) == len(other))
        assert is_up_to_date(one, other) or is_up_to_date(other, one)
