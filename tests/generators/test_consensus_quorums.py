"""The model of quorums, against published figures and all sets there are."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest

from drill.generators.consensus.quorum_model import (
    blocked,
    fewest_to_stop,
    miss,
    overlap,
)

SIZES = [(n, r, w) for n in range(1, 7) for r in range(1, n + 1) for w in range(1, n)]


@pytest.mark.parametrize(
    ("votes", "read", "write", "reads_blocked", "writes_blocked"),
    [
        ((1, 0, 0), 1, 1, "1.0e-02", "1.0e-02"),
        ((2, 1, 1), 2, 3, "2.0e-04", "1.0e-02"),
        ((1, 1, 1), 1, 3, "1.0e-06", "3.0e-02"),
    ],
)
def test_gifford_s_examples_are_blocked_as_often_as_he_says(
    votes: tuple[int, ...],
    read: int,
    write: int,
    reads_blocked: str,
    writes_blocked: str,
) -> None:
    # Gifford, SOSP 1979, the table of three file suites; each server is up for 99 %.
    down = Fraction(1, 100)
    assert f"{float(blocked(votes, read, down)):.1e}" == reads_blocked
    assert f"{float(blocked(votes, write, down)):.1e}" == writes_blocked


def test_a_partial_quorum_misses_as_often_as_bailis_says() -> None:
    # Bailis et al., VLDB 2012, section 3.1: N = 3, R = W = 1 gives 2/3; N = 100 with
    # R = W = 30 gives 1.88e-6.
    assert miss(3, 1, 1) == Fraction(2, 3)
    assert f"{float(miss(100, 30, 30)):.2e}" == "1.88e-06"


@pytest.mark.parametrize(("replicas", "read", "write"), SIZES)
def test_overlap_and_misses_are_those_of_all_sets(
    replicas: int, read: int, write: int
) -> None:
    written = set(range(write))
    met = [len(written & set(asked)) for asked in combinations(range(replicas), read)]
    assert overlap(replicas, read, write) == min(met)
    assert miss(replicas, read, write) == Fraction(met.count(0), len(met))


@pytest.mark.parametrize("votes", [(1, 1, 1), (4, 1, 1, 1), (3, 3, 2, 1, 1)])
def test_the_fewest_crashes_are_those_of_all_sets(votes: tuple[int, ...]) -> None:
    for quorum in range(1, sum(votes) + 1):
        stopping = [
            count
            for count in range(len(votes) + 1)
            if any(
                sum(votes) - sum(crashed) < quorum
                for crashed in combinations(votes, count)
            )
        ]
        assert fewest_to_stop(votes, quorum) == stopping[0]
