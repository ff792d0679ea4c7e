from __future__ import annotations

from math import sqrt

import pytest

from drill.chance import Chance
from drill.srs.foresight import foresight
from drill.srs.preset import DEFAULT_PARAMETERS
from drill.srs.prospect import Group, Prospect
from drill.srs.readiness import (
    EIGHTY_PERCENT,
    STABILITY_SPREAD,
    UNSEEN,
    UNSEEN_SPREAD,
    readiness,
)

TODAY = 20_000
OURS = foresight(DEFAULT_PARAMETERS)


def seen(number: int, stability: float, last: int = TODAY) -> Prospect:
    return Prospect(
        number, number, is_open=True, has_interval=True,
        stability=stability, difficulty=5.0, due=last + 5, last_day=last,
    )  # fmt: skip


def unseen(number: int) -> Prospect:
    return Prospect(number, number, is_open=True, has_interval=False)


def test_it_is_the_mean_over_all_cards_unseen_ones_at_the_prior() -> None:
    cards = [seen(1, 10.0), unseen(2)]
    found = readiness([Group(OURS, cards)], TODAY + 10)
    assert found.mean == pytest.approx((0.9 + UNSEEN) / 2)
    assert (found.cards, found.unseen) == (2, 1)


def test_groups_with_other_parameters_add_up() -> None:
    flat = foresight((*DEFAULT_PARAMETERS[:20], 0.3))
    groups = [Group(OURS, [seen(1, 10.0)]), Group(flat, [seen(2, 10.0)])]
    found = readiness(groups, TODAY + 40)
    assert found.mean == pytest.approx((OURS.recall(10, 40) + flat.recall(10, 40)) / 2)


def test_no_cards_are_no_readiness() -> None:
    assert readiness([], TODAY) == (0.0, 0.0, 0, 0)


def test_a_clock_that_was_set_back_counts_as_no_time() -> None:
    found = readiness([Group(OURS, [seen(1, 10.0, TODAY + 5)])], TODAY)
    assert found.mean == 1.0


def test_the_band_adds_chance_the_memory_and_the_prior() -> None:
    one = readiness([Group(OURS, [seen(1, 10.0)])], TODAY + 10)
    memory = OURS.recall_and_slope(10.0, 10)[1] * STABILITY_SPREAD
    assert one.band == pytest.approx(EIGHTY_PERCENT * sqrt(0.9 * 0.1 + memory**2))
    new = readiness([Group(OURS, [unseen(1)])], TODAY + 10)
    spread = sqrt(UNSEEN * (1 - UNSEEN) + UNSEEN_SPREAD**2)
    assert new.band == pytest.approx(EIGHTY_PERCENT * spread)


def test_many_cards_leave_the_uncertainty_that_they_share() -> None:
    many = [seen(number, 10.0) for number in range(10_000)]
    found = readiness([Group(OURS, many)], TODAY + 10)
    shared = EIGHTY_PERCENT * OURS.recall_and_slope(10.0, 10)[1] * STABILITY_SPREAD
    assert found.band == pytest.approx(shared, rel=0.01)


def test_the_band_holds_four_fifths_of_what_chance_does() -> None:
    """Learners whose parameters are exactly those assumed, but for chance."""
    cards = [seen(number, 2.0 + number) for number in range(40)]
    day = TODAY + 15
    recalls = [OURS.recall(card.stability, 15) for card in cards]
    found = readiness([Group(OURS, cards)], day)
    shared = found.band / EIGHTY_PERCENT
    held = 0
    for seed in range(2_000):
        chance = Chance("band", seed)
        share = sum(chance.fraction() < each for each in recalls) / len(recalls)
        held += abs(share - found.mean) <= found.band
    alone = sqrt(sum(r * (1 - r) for r in recalls)) / len(recalls)
    assert shared > alone  # the memory's part is in it, hence more than four fifths
    assert 0.8 < held / 2_000 < 0.95
