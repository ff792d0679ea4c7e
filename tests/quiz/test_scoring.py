"""The four-point hire scale."""

from __future__ import annotations

import pytest

from drill.quiz.scoring import Decision, decision, points, weighted_share


@pytest.mark.parametrize(
    ("share", "told", "word"),
    [
        (0.0, 0.0, Decision.NO_HIRE),
        (0.37, 1.48, Decision.NO_HIRE),
        (0.375, 1.5, Decision.LEAN_NO_HIRE),
        (0.62, 2.48, Decision.LEAN_NO_HIRE),
        (0.625, 2.5, Decision.LEAN_HIRE),
        (0.77, 3.08, Decision.LEAN_HIRE),
        (0.875, 3.5, Decision.HIRE),
        (1.0, 4.0, Decision.HIRE),
        (7.0, 4.0, Decision.HIRE),  # nothing is beyond the scale
        (-1.0, 0.0, Decision.NO_HIRE),
    ],
)
def test_a_share_is_told_in_points_and_in_a_word(
    share: float, told: float, word: Decision
) -> None:
    assert points(share) == pytest.approx(told)
    assert decision(share) is word


def test_parts_count_by_their_weights() -> None:
    assert weighted_share([(1.0, 3), (0.0, 1)]) == 0.75
    assert weighted_share([(0.5, 0)]) is None
    assert weighted_share([]) is None
