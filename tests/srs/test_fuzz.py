from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.srs.fuzz import fuzz_range, fuzzed_days

factors = st.floats(0, 1, exclude_max=True)


@pytest.mark.parametrize(
    ("exact", "least", "most", "expected"),
    [
        (1.0, 1, 36_500, (1, 1)),  # too short for fuzz
        (2.49, 1, 36_500, (2, 2)),
        (2.5, 1, 36_500, (2, 4)),  # a day on either side
        (3.0, 1, 36_500, (2, 4)),  # 1 + 0.15 * 0.5 = 1.075
        (5.0, 1, 36_500, (4, 6)),  # 1.375
        (7.0, 1, 36_500, (5, 9)),  # 1 + 0.15 * 4.5 = 1.675
        (10.0, 1, 36_500, (8, 12)),  # 1.975; py-fsrs draws 13 here at times
        (20.0, 1, 36_500, (17, 23)),  # 2.975
        (100.0, 1, 36_500, (93, 107)),  # 6.975
        (365.0, 1, 36_500, (345, 385)),  # 20.225
        (10.0, 10, 36_500, (10, 12)),  # not below the least
        (10.0, 15, 36_500, (15, 17)),  # raised to it first, then fuzzed
        (10.0, 1, 11, (8, 11)),  # not above the most
        (100.0, 1, 30, (27, 30)),
        (10.0, 20, 15, (15, 15)),  # the most wins over the least
        (1.0, 3, 36_500, (3, 4)),
    ],
)
def test_fuzz_stays_within_a_range_that_grows_with_the_interval(
    exact: float, least: int, most: int, expected: tuple[int, int]
) -> None:
    assert fuzz_range(exact, least, most) == expected


@pytest.mark.parametrize(
    ("factor", "days"),
    [
        (0.0, 8),
        (0.19, 8),
        (0.2, 9),
        (0.5, 10),
        (0.99, 12),
        (0.9999999999999999, 12),  # rounds up to 13 in floating point
    ],
)
def test_a_factor_chooses_one_day_of_the_range(factor: float, days: int) -> None:
    assert fuzzed_days(factor, 8, 12) == days


def test_every_day_of_the_range_is_equally_likely() -> None:
    drawn = [fuzzed_days(step / 1_000, 8, 12) for step in range(1_000)]
    assert {day: drawn.count(day) for day in set(drawn)} == dict.fromkeys(
        range(8, 13), 200
    )


@given(st.floats(0.01, 40_000), st.integers(1, 36_500), st.integers(1, 36_500), factors)
def test_fuzz_never_leaves_its_bounds(
    exact: float, least: int, most: int, factor: float
) -> None:
    lower, upper = fuzz_range(exact, least, most)
    assert min(least, most) <= lower <= fuzzed_days(factor, lower, upper) <= upper
    assert upper <= most


@given(factors, st.integers(1, 40_000), st.integers(0, 5_000))
def test_a_chosen_day_is_bounded_for_every_factor(
    factor: float, lower: int, width: int
) -> None:
    assert lower <= fuzzed_days(factor, lower, lower + width) <= lower + width
