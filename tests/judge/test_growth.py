"""Growth of CPU time over doubled sizes."""

from __future__ import annotations

import threading
from itertools import count
from math import log2
from typing import TYPE_CHECKING

import pytest

from drill.content.kata import Growth
from drill.judge.growth import LEAST_S, fitted_slope, measured_growth
from tests.judge.katas import RIGHT, judged, kata, with_code, with_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.judge.verdicts import CaseVerdict

GROWTH = Growth.model_validate({"from": 1000, "steps": 5, "at_most": 1.5})


@pytest.mark.parametrize(
    ("time_s", "least", "most"),
    [
        (lambda n: 1e-6, 0.0, 0.01),
        (lambda n: 1e-6 * n, 0.99, 1.01),
        (lambda n: 1e-6 * n * log2(n), 1.05, 1.15),
        (lambda n: 1e-6 * n**1.5, 1.49, 1.51),
        (lambda n: 1e-9 * n**2, 1.99, 2.01),
        (lambda n: 1e-12 * n**3, 2.99, 3.01),
        (lambda n: 0.0, 0.0, 0.01),  # a clock that does not move
    ],
)
def test_a_slope_is_the_exponent(
    time_s: Callable[[int], float], least: float, most: float
) -> None:
    slope = fitted_slope({n: time_s(n) for n in (1000, 2000, 4000, 8000)})
    assert least <= slope <= most


def test_a_clock_that_stands_still_counts_as_a_microsecond() -> None:
    assert fitted_slope({1: 0.0, 2: LEAST_S}) == 0.0


def test_a_linear_growth_costs_nothing() -> None:
    runs: list[int] = []

    def run(size: int) -> float:
        runs.append(size)
        return size * 1e-6

    result = measured_growth(GROWTH, run)
    assert not result.is_steep
    assert result.points == tuple((1000 * 2**k, 1e-3 * 2**k) for k in range(5))
    assert runs == [1000 * 2**k for k in range(5) for _ in range(3)]


def test_a_quadratic_growth_is_measured_three_times_before_it_costs() -> None:
    runs: list[int] = []

    def run(size: int) -> float:
        runs.append(size)
        return size**2 * 1e-9

    result = measured_growth(GROWTH, run)
    assert result.is_steep
    assert result.slope == pytest.approx(2.0)
    assert len(runs) == 3 * 3 * 5


def test_noise_in_single_runs_does_not_count() -> None:
    turn = count()

    def run(size: int) -> float:
        return size * 1e-6 * (100 if next(turn) % 3 else 1)

    assert measured_growth(GROWTH, run).slope == pytest.approx(1.0)


def test_noise_that_lasts_for_a_turn_does_not_count() -> None:
    turn = count()

    def run(size: int) -> float:
        is_noisy = next(turn) < 3 * 5
        return size * 1e-6 * (size if is_noisy and size > 4000 else 1)

    result = measured_growth(GROWTH, run)
    assert result.slope == pytest.approx(1.0)
    assert not result.is_steep


def test_what_cannot_be_run_at_a_size_is_not_in_bounds() -> None:
    def run(size: int) -> float | str:
        return size * 1e-6 if size < 4000 else "too slow"

    result = measured_growth(GROWTH, run)
    assert (result.is_steep, result.slope, result.remark) == (True, None, "too slow")
    assert [size for size, _ in result.points] == [1000, 2000]


# --- on real submissions -----------------------------------------------------------


def test_a_reference_grows_as_it_should() -> None:
    judgement = judged(kata("pair-count"), kata("pair-count").harness.solution)
    assert judgement.growth is not None
    assert judgement.growth.slope is not None
    assert 0.5 < judgement.growth.slope < 1.5
    assert judgement.credit == 1.0


def test_a_steep_growth_costs_credit_and_not_correctness() -> None:
    note = kata("pair-count").note
    assert note.cases is not None
    growth = {"from": 400, "steps": 3, "at_most": 1.5}
    cases = note.cases.model_copy(
        update={"large": None, "growth": Growth.model_validate(growth)}
    )
    judgement = judged(with_note(kata("pair-count"), cases=cases), RIGHT)
    assert judgement.is_passed
    assert judgement.growth is not None
    assert judgement.growth.is_steep
    assert judgement.growth.slope is not None
    assert judgement.growth.slope > 1.5
    assert judgement.credit == 0.8


def test_an_error_of_the_deck_in_growing_sizes_costs_nothing() -> None:
    generator = kata("pair-count").harness.generator + (
        "\nfair = case\n"
        "def case(rng, size):\n"
        "    return 1 / 0 if 1000 < size < 50_000 else fair(rng, size)\n"
    )
    broken = with_code(kata("pair-count"), generator=generator)
    judgement = judged(broken, broken.harness.solution)
    assert judgement.is_passed
    assert judgement.growth is None
    assert judgement.credit == 1.0
    assert "ZeroDivisionError" in judgement.remark


def test_what_fails_at_a_growing_size_costs_credit() -> None:
    source = kata("pair-count").harness.solution.replace(
        "    found = 0\n",
        "    found = 0\n    if len(numbers) == 8000:\n        raise ValueError\n",
    )
    judgement = judged(kata("pair-count"), source)
    assert judgement.is_passed
    assert judgement.credit == 0.8
    assert judgement.growth is not None
    assert judgement.growth.remark == "at size 8000 it ended with: error"


def test_measuring_can_be_cancelled() -> None:
    cancelled = threading.Event()

    def on_case(verdict: CaseVerdict, done: int, total: int) -> None:
        if done == total:
            cancelled.set()

    solution = kata("pair-count").harness.solution
    judgement = judged(
        kata("pair-count"), solution, on_case=on_case, cancelled=cancelled
    )
    assert judgement.kind == "cancelled"
    assert len(judgement.cases) == 21
