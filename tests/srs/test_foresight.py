from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.errors import ScheduleError
from drill.ids import Rating
from drill.srs import memory
from drill.srs.foresight import Foresight, foresight
from drill.srs.preset import DEFAULT_PARAMETERS
from tests.srs.strategies import memories, parameters

if TYPE_CHECKING:
    from drill.srs.schedule import Memory

elapsed_days = st.integers(1, 400)
days_ahead = st.integers(0, 400)


def recall_after(
    known: Memory, rating: Rating, elapsed: int, ahead: int, w: tuple[float, ...]
) -> float:
    return memory.retrievability(memory.after(known, rating, elapsed, w), ahead, w)


@given(memories, elapsed_days, days_ahead, parameters)
def test_what_a_review_is_worth_follows_from_the_figures_of_the_fold(
    known: Memory, elapsed: int, ahead: int, w: tuple[float, ...]
) -> None:
    worth = foresight(w).worth(known.stability, known.difficulty, elapsed, ahead)
    now = memory.retrievability(known, elapsed, w)
    passed = recall_after(known, Rating.GOOD, elapsed, ahead, w)
    failed = recall_after(known, Rating.AGAIN, elapsed, ahead, w)
    without = memory.retrievability(known, elapsed + ahead, w)
    assert worth.now == pytest.approx(now)
    assert worth.gain == pytest.approx(
        now * passed + (1 - now) * failed - without, abs=1e-9
    )


@given(memories, st.floats(0, 4_000), parameters)
def test_recall_is_that_of_the_forgetting_curve(
    known: Memory, days: float, w: tuple[float, ...]
) -> None:
    expected = memory.retrievability(known, days, w)
    assert foresight(w).recall(known.stability, days) == pytest.approx(expected)


@pytest.mark.parametrize("stability", [0.5, 3.0, 40.0])
def test_the_slope_is_what_a_little_more_stability_gives(stability: float) -> None:
    ours, little = foresight(DEFAULT_PARAMETERS), 1e-6
    more = ours.recall(stability * (1 + little), 20)
    expected = (more - ours.recall(stability, 20)) / little
    recall, slope = ours.recall_and_slope(stability, 20)
    assert recall == ours.recall(stability, 20)
    assert slope == pytest.approx(expected, rel=1e-4)


def test_a_card_that_is_seldom_forgotten_gains_less_than_a_weak_one() -> None:
    ours = foresight(DEFAULT_PARAMETERS)
    weak, strong = ours.worth(3.0, 5.0, 10, 20), ours.worth(300.0, 5.0, 10, 20)
    assert weak.gain > strong.gain > 0


def test_what_was_asked_before_is_answered_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("drill.srs.foresight.REMEMBERED", 2)
    ours = Foresight(DEFAULT_PARAMETERS)
    asked = [(float(number), 5.0, 3, 20) for number in range(1, 6)]
    first = [ours.worth(*each) for each in asked]
    assert [ours.worth(*each) for each in asked] == first
    assert ours.worth(*asked[-1]) is ours.worth(*asked[-1])


def test_parameters_that_are_none_of_fsrs_are_refused() -> None:
    with pytest.raises(ScheduleError):
        Foresight((1.0, 2.0))
