from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.errors import ScheduleError
from drill.ids import Rating
from drill.srs import memory
from drill.srs.bounds import PARAMETER_BOUNDS
from drill.srs.preset import DEFAULT_PARAMETERS
from drill.srs.schedule import Memory
from tests.srs.figures import histories, vectors
from tests.srs.strategies import memories, parameters, ratings

DEFAULT = DEFAULT_PARAMETERS


def replay(
    ratings: list[int], elapsed: list[int], weights: tuple[float, ...] = DEFAULT
) -> Memory:
    """The memory after a history of ratings and days between them."""
    known = memory.first(Rating(ratings[0]), weights)
    for rating, days in zip(ratings[1:], elapsed[1:], strict=True):
        known = memory.after(known, Rating(rating), days, weights)
    return known


def test_the_algorithm_names_the_release_that_is_installed() -> None:
    assert f"fsrs-6/{version('fsrs')}" == memory.ALGORITHM


def test_fsrs_is_imported_without_anything_heavy() -> None:
    program = (
        "import sys, drill.srs.memory\n"
        "heavy = {'torch', 'numpy', 'pandas', 'tqdm', 'sqlalchemy', 'pydantic'}\n"
        "sys.exit(str(heavy & sys.modules.keys()) if heavy & sys.modules.keys() else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty"),
    [
        (1, 0.212, 6.4133),  # w0, w4
        (2, 1.2931, 5.11217071),
        (3, 2.3065, 2.11810397),
        (4, 8.2956, 1.0),  # difficulty bounded from below
    ],
)
def test_a_first_answer_gives_the_initial_memory(
    rating: int, stability: float, difficulty: float
) -> None:
    known = memory.first(Rating(rating), DEFAULT)
    assert known.stability == pytest.approx(stability, rel=1e-12)
    assert known.difficulty == pytest.approx(difficulty, abs=5e-9)


@pytest.mark.parametrize("name", ["fsrs6-memory-short", "fsrs6-memory-long"])
def test_a_history_ends_where_four_other_test_suites_say(name: str) -> None:
    figures = vectors()[name]
    weights = tuple(figures.get("w", DEFAULT))
    known = replay(figures["ratings"], figures["delta_days"], weights)
    expected = figures["expect"]
    assert known.stability == pytest.approx(expected["stability"], abs=1e-4)
    assert known.difficulty == pytest.approx(expected["difficulty"], abs=1e-4)


def test_parameters_fitted_for_fsrs_5_work_with_its_decay() -> None:
    figures = vectors()["fsrs5-memory-19p"]
    known = replay(figures["ratings"], figures["delta_days"], tuple(figures["w"]))
    assert known.stability == pytest.approx(31.722992, abs=1e-4)
    assert known.difficulty == pytest.approx(7.382128, abs=1e-4)


def test_one_step_of_fsrs_5_parameters() -> None:
    figures = vectors()["fsrs5-next-state"]
    start = Memory(**figures["start"])
    known = memory.after(start, Rating.GOOD, 21, tuple(figures["w"]))
    assert known.stability == pytest.approx(40.87456, abs=1e-4)
    assert known.difficulty == pytest.approx(6.9913807, abs=1e-4)


def test_all_four_answers_with_fsrs_5_parameters() -> None:
    figures = vectors()["fsrs5-next-states-4way"]
    weights = tuple(figures["w"])
    ratings, elapsed = zip(*figures["history"], strict=True)
    known = replay(list(ratings), list(elapsed), weights)
    for rating in Rating:
        stability, difficulty = figures["expect"][rating.name.lower()]
        found = memory.after(known, rating, figures["delta_days"], weights)
        assert found.stability == pytest.approx(stability, rel=1e-5)
        assert found.difficulty == pytest.approx(difficulty, rel=1e-5)


def test_a_lapse_follows_the_formula_for_forgetting() -> None:
    """Retrievability is 0.9 after as many days as the stability has."""
    expected = vectors()["fsrs6-stability-after-failure"]["expect"]["stability"][0]
    found = memory.after(Memory(5.0, 1.0), Rating.AGAIN, 5, DEFAULT)
    assert found.stability == pytest.approx(expected, rel=1e-6)


def test_retrievability_is_a_little_higher_when_the_interval_was_rounded_down() -> None:
    easy = memory.first(Rating.EASY, DEFAULT)
    days = memory.interval_days(easy.stability, 0.9, DEFAULT)
    assert days == 8
    found = memory.retrievability(easy, days, DEFAULT)
    assert found == pytest.approx(0.9024733, abs=1e-6)  # ts-fsrs


def test_difficulty_follows_the_rating_as_in_fsrs_rs() -> None:
    expected = vectors()["fsrs6-next-difficulty-from-5"]["expect"]["difficulty"]
    for rating, difficulty in zip(Rating, expected, strict=True):
        after = memory.after(Memory(5.0, 5.0), rating, 1, DEFAULT)
        assert after.difficulty == pytest.approx(difficulty, rel=1e-6)


def test_answers_of_one_day_follow_the_short_term_formula() -> None:
    expected = vectors()["fsrs6-stability-short-term"]["expect"]["stability"]
    for rating, stability in zip(Rating, expected, strict=True):
        after = memory.after(Memory(5.0, 5.0), rating, 0, DEFAULT)
        assert after.stability == pytest.approx(stability, rel=1e-6)


def test_many_easy_answers_of_one_day_leave_the_least_difficulty() -> None:
    known = replay([4] * 10, [0] * 10)
    assert known.difficulty == 1.0


def test_stability_is_bounded_from_above_as_in_fsrs_rs() -> None:
    known = memory.after(Memory(36_000.0, 1.0), Rating.EASY, 36_000, DEFAULT)
    assert known.stability == 36_500.0


def test_stability_is_bounded_from_below() -> None:
    known = Memory(0.001, 10.0)
    for _ in range(5):
        known = memory.after(known, Rating.AGAIN, 0, DEFAULT)
    assert known.stability == 0.001


def test_every_whole_day_history_agrees_with_fsrs_rs() -> None:
    """Within 1e-5, because it computes in single precision."""
    compared = 0
    for history in histories("fsrs_rs"):
        known: Memory | None = None
        for elapsed, rating, expected in history["rows"]:
            outcomes = [
                memory.first(each, DEFAULT)
                if known is None
                else memory.after(known, each, elapsed, DEFAULT)
                for each in Rating
            ]
            for ours, (stability, difficulty, _) in zip(
                outcomes, expected, strict=True
            ):
                assert ours.stability == pytest.approx(stability, rel=1e-5)
                assert ours.difficulty == pytest.approx(difficulty, rel=1e-5)
                compared += 1
            known = outcomes[rating - 1]
    assert compared > 5_000


def test_every_interval_rounds_to_that_of_fsrs_rs() -> None:
    compared = 0
    for history in histories("fsrs_rs"):
        known: Memory | None = None
        for elapsed, rating, expected in history["rows"]:
            outcomes = [
                memory.first(each, DEFAULT)
                if known is None
                else memory.after(known, each, elapsed, DEFAULT)
                for each in Rating
            ]
            for ours, (_, _, interval) in zip(outcomes, expected, strict=True):
                days = memory.interval_days(
                    ours.stability, history["retention"], DEFAULT
                )
                assert days == min(max(1, int(interval + 0.5)), 36_500)
                compared += 1
            known = outcomes[rating - 1]
    assert compared > 5_000


def test_every_history_agrees_with_py_fsrs_whatever_its_steps() -> None:
    """Its elapsed days are whole periods of 24 hours, so these are handed in."""
    compared = 0
    for history in histories("py_fsrs"):
        known: Memory | None = None
        before = 0
        for at, rating, stability, difficulty, *_ in history["rows"]:
            known = (
                memory.first(Rating(rating), DEFAULT)
                if known is None
                else memory.after(
                    known, Rating(rating), (at - before) // 86_400, DEFAULT
                )
            )
            before = at
            if stability > 36_500:  # py-fsrs has no upper bound, fsrs-rs and we have
                assert known.stability == 36_500
                break
            assert known.stability == pytest.approx(stability, rel=1e-5, abs=1e-8)
            assert known.difficulty == pytest.approx(difficulty, rel=1e-7)
            compared += 1
    assert compared > 1_500


def test_intervals_of_py_fsrs_reviews_are_the_same_days() -> None:
    compared = 0
    for history in histories("py_fsrs"):
        for _, _, stability, _, state, _, interval_s in history["rows"]:
            if state == "Review":
                days = memory.interval_days(
                    stability, history["retention"], DEFAULT, history["maximum"]
                )
                assert days * 86_400 == interval_s
                compared += 1
    assert compared > 900


@pytest.mark.parametrize(
    "name", ["fsrs6-forgetting-curve", "fsrs6-forgetting-curve-s1"]
)
def test_the_forgetting_curve_is_that_of_the_references(name: str) -> None:
    figures = vectors()[name]
    rows = zip(
        figures["delta_days"],
        figures["stability"],
        figures["expect"]["retrievability"],
        strict=True,
    )
    for elapsed, stability, expected in rows:
        found = memory.retrievability(Memory(stability, 5.0), elapsed, DEFAULT)
        assert found == pytest.approx(expected, abs=1e-6)


def test_the_decay_is_the_last_parameter() -> None:
    weights = (*DEFAULT[:20], 0.2)
    found = [memory.retrievability(Memory(1.0, 5.0), day, weights) for day in range(4)]
    assert found == pytest.approx([1.0, 0.9, 0.84028935, 0.7985001], abs=1e-6)


@pytest.mark.parametrize(
    ("retention", "days"),
    [
        (0.7, 9),  # fsrs-rs test_next_interval
        (0.8, 3),
        (0.9, 1),
        (0.97, 1),  # below half a day, raised to one
    ],
)
def test_intervals_of_stability_one_are_those_of_fsrs_rs(
    retention: float, days: int
) -> None:
    assert memory.interval_days(1.0, retention, DEFAULT) == days


@pytest.mark.parametrize(
    ("stability", "days"),
    [
        (2.499, 2),
        (2.5, 3),  # halves are rounded up, never to even
        (3.5, 4),
        (36_500.0, 36_500),
    ],
)
def test_intervals_are_rounded_to_the_nearest_day(stability: float, days: int) -> None:
    assert memory.interval_days(stability, 0.9, DEFAULT) == days


def test_an_interval_never_passes_the_maximum() -> None:
    assert memory.interval_days(5_000.0, 0.7, DEFAULT, maximum_days=365) == 365


@given(memories, st.floats(0, 1e6), parameters)
def test_retrievability_is_a_probability_above_zero(
    known: Memory, elapsed: float, weights: tuple[float, ...]
) -> None:
    assert 0 < memory.retrievability(known, elapsed, weights) <= 1


@given(memories, parameters)
def test_retrievability_is_nine_tenths_when_stability_has_passed(
    known: Memory, weights: tuple[float, ...]
) -> None:
    found = memory.retrievability(known, known.stability, weights)
    assert found == pytest.approx(0.9)


@given(st.floats(0.001, 36_500), st.floats(0.7, 0.97), parameters)
def test_the_interval_is_the_curve_turned_round(
    stability: float, retention: float, weights: tuple[float, ...]
) -> None:
    days = memory.exact_interval_days(stability, retention, weights)
    found = memory.retrievability(Memory(stability, 5.0), days, weights)
    assert found == pytest.approx(retention)


@given(memories, ratings, st.integers(0, 1_000_000), parameters)
def test_every_answer_leaves_a_memory_within_bounds(
    known: Memory, rating: Rating, elapsed: int, weights: tuple[float, ...]
) -> None:
    after = memory.after(known, rating, elapsed, weights)
    assert 0.001 <= after.stability <= 36_500
    assert 1 <= after.difficulty <= 10


@given(memories, st.integers(0, 1_000_000), parameters)
def test_forgetting_never_leaves_more_than_remembering(
    known: Memory, elapsed: int, weights: tuple[float, ...]
) -> None:
    after = [memory.after(known, rating, elapsed, weights) for rating in Rating]
    passing = [each.stability for each in after[1:]]
    assert passing == sorted(passing)
    assert after[0].stability <= passing[0]
    assert [each.difficulty for each in after] == sorted(
        (each.difficulty for each in after), reverse=True
    )


GOOD: Any = Rating.GOOD
KNOWN = Memory(5.0, 5.0)


@pytest.mark.parametrize(
    ("known", "rating", "elapsed", "weights", "named"),
    [
        (KNOWN, 0, 1, DEFAULT, "rating = 0"),
        (KNOWN, 5, 1, DEFAULT, "rating = 5"),
        (KNOWN, GOOD, -1, DEFAULT, "elapsed_days = -1"),
        (KNOWN, GOOD, 1_000_001, DEFAULT, "elapsed_days = 1000001"),
        (KNOWN, GOOD, nan, DEFAULT, "elapsed_days = nan"),
        (Memory(0.0, 5.0), GOOD, 1, DEFAULT, "stability = 0.0"),
        (Memory(nan, 5.0), GOOD, 1, DEFAULT, "stability = nan"),
        (Memory(inf, 5.0), GOOD, 1, DEFAULT, "stability = inf"),
        (Memory(5.0, 0.5), GOOD, 1, DEFAULT, "difficulty = 0.5"),
        (Memory(5.0, nan), GOOD, 1, DEFAULT, "difficulty = nan"),
        (KNOWN, GOOD, 1, DEFAULT[:19], "parameters = "),
        (KNOWN, GOOD, 1, (*DEFAULT[:20], nan), r"parameters\[20\] = nan"),
        (KNOWN, GOOD, 1, (*DEFAULT[:20], 0.9), r"parameters\[20\] = 0.9"),
        (KNOWN, GOOD, 1, (inf, *DEFAULT[1:]), r"parameters\[0\] = inf"),
    ],
)
def test_nonsense_is_refused_before_fsrs_sees_it(
    known: Memory, rating: Any, elapsed: int, weights: tuple[float, ...], named: str
) -> None:
    with pytest.raises(ScheduleError, match=named):
        memory.after(known, rating, elapsed, weights)


@pytest.mark.parametrize("retention", [0.0, 0.69, 0.98, 1.5, nan])
def test_a_desired_retention_out_of_range_is_refused(retention: float) -> None:
    with pytest.raises(ScheduleError, match="desired_retention"):
        memory.interval_days(5.0, retention, DEFAULT)


@pytest.mark.parametrize("maximum", [0, -5, 36_501])
def test_a_maximum_interval_out_of_range_is_refused(maximum: int) -> None:
    with pytest.raises(ScheduleError, match="maximum_interval_days"):
        memory.interval_days(5.0, 0.9, DEFAULT, maximum)


@pytest.mark.parametrize("elapsed", [-0.1, nan, inf])
def test_a_curve_has_no_point_before_the_review(elapsed: float) -> None:
    with pytest.raises(ScheduleError, match="elapsed_days"):
        memory.retrievability(KNOWN, elapsed, DEFAULT)


def test_our_bounds_of_the_parameters_are_those_of_the_package() -> None:
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

    bounds = tuple(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True))
    assert bounds == PARAMETER_BOUNDS
