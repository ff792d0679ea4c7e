"""Failure detectors, against their paper and the normal distribution."""

from __future__ import annotations

from statistics import NormalDist

import pytest

from drill.generators.detection.heartbeat_model import (
    mistaken,
    phi,
    phi_exponential,
    silence_until,
    suspicions,
)
from drill.generators.detection.phi_accrual import TAILS


@pytest.mark.parametrize(("threshold", "share"), [(1, 0.1), (2, 0.01), (3, 0.001)])
def test_a_threshold_is_wrong_as_often_as_the_paper_says(
    threshold: int, share: float
) -> None:
    # Hayashibara et al. 2004: "about 10 %" at 1, 1 % at 2, 0.1 % at 3.
    assert mistaken(threshold) == pytest.approx(share)
    quantile = NormalDist(1000, 50).inv_cdf(1 - share)
    assert phi(quantile, 1000, 50) == pytest.approx(threshold)


def test_the_table_of_tails_is_that_of_the_normal_distribution() -> None:
    for level, deviations in TAILS:
        assert phi(1000 + deviations * 50, 1000, 50) == pytest.approx(level, abs=2e-3)


def test_a_heartbeat_that_is_just_due_is_suspected_with_the_odds_of_a_coin() -> None:
    assert phi(1000, 1000, 50) == pytest.approx(0.30103, abs=1e-5)


def test_cassandra_convicts_after_some_18_seconds_by_default() -> None:
    # phi_convict_threshold is 8, heartbeats come every second: 8 × ln 10 = 18.4 s.
    assert silence_until(8, 1000) == pytest.approx(18_420, abs=1)
    assert phi_exponential(18_420, 1000) == pytest.approx(8, abs=1e-3)


def test_a_fixed_timeout_suspects_in_each_silence_that_is_longer() -> None:
    assert suspicions([100, 200, 450, 500], 120, 900) == [(320, 450), (620, 900)]
    assert suspicions([100, 200], 120, 320) == []
