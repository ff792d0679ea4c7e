"""Bloom filters and HyperLogLog, against published tables and exact reckoning."""

from __future__ import annotations

from fractions import Fraction
from math import comb, log, log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.sketches import bloom_model as bloom
from drill.generators.sketches import hyperloglog_model as hll
from drill.generators.sketches.bloom_model import Hash

# --- Bloom filters ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("ratio", "hashes", "rate"),
    [
        (2, 1, 0.393),
        (3, 2, 0.237),
        (4, 3, 0.147),
        (8, 5, 0.0217),
        (8, 6, 0.0216),
        (10, 7, 0.00819),
        (16, 11, 0.000459),
    ],
)
def test_rates_are_those_of_the_usual_table(
    ratio: int, hashes: int, rate: float
) -> None:
    # Cao, "Bloom filters: the math", table 3, after Fan et al., Summary Cache, 1998.
    assert bloom.false_positive_rate(ratio, 1, hashes) == pytest.approx(rate, rel=4e-3)


def exact_rate(bits: int, elements: int, hashes: int) -> Fraction:
    """The rate with independent hashes, over all numbers of bits that may be set."""
    throws = elements * hashes
    total = Fraction(0)
    for ones in range(1, min(bits, throws) + 1):
        onto = sum(
            (-1) ** j * comb(ones, j) * (ones - j) ** throws for j in range(ones + 1)
        )
        share = Fraction(comb(bits, ones) * onto, bits**throws)
        total += share * Fraction(ones, bits) ** hashes
    return total


@pytest.mark.parametrize(("bits", "elements", "hashes"), [(60, 8, 3), (90, 9, 6)])
def test_the_formula_is_near_the_exact_rate(
    bits: int, elements: int, hashes: int
) -> None:
    # Bose et al. 2008: the formula is a little below the exact rate.
    exact = float(exact_rate(bits, elements, hashes))
    assert bloom.false_positive_rate(bits, elements, hashes) < exact
    assert bloom.false_positive_rate(bits, elements, hashes) > 0.8 * exact


@pytest.mark.parametrize("ratio", [6, 9, 12, 20])
def test_no_other_number_of_hashes_is_better_than_the_best(ratio: int) -> None:
    best = round(bloom.best_hashes(ratio, 1))
    rates = {k: bloom.false_positive_rate(ratio, 1, k) for k in range(1, 40)}
    assert rates[best] <= min(rates.values()) * 1.02
    least = bloom.false_positive_rate(ratio, 1, bloom.best_hashes(ratio, 1))
    assert bloom.bits_an_element(least) == pytest.approx(ratio)


def test_one_per_cent_takes_nearly_ten_bits_an_element() -> None:
    # Broder and Mitzenmacher 2004, section 2.1: (0.6185)^(m/n).
    assert bloom.bits_an_element(0.01) == pytest.approx(9.585, abs=1e-3)
    assert bloom.bits_an_element(0.01) == pytest.approx(
        log(0.01) / log(0.6185), rel=1e-3
    )


def test_the_elements_are_estimated_from_the_ones() -> None:
    # Half of the bits set: n = m ln 2 / k, as for the best number of hashes.
    assert bloom.estimated_elements(1000, 7, 500) == pytest.approx(1000 * log(2) / 7)


@given(st.lists(st.integers(0, 200), max_size=6), st.integers(1, 9))
@settings(max_examples=40)
def test_a_filter_never_denies_what_it_holds(elements: list[int], shift: int) -> None:
    held = bloom.filled(13, (Hash(1, 0), Hash(3, shift)), elements)
    assert all(held.holds(each) for each in elements)
    computed = {each % 13 for each in elements}
    computed |= {(3 * each + shift) % 13 for each in elements}
    assert held.set_places == sorted(computed)


# --- HyperLogLog -----------------------------------------------------------------


def alpha_by_integral(count: int) -> float:
    """Equation 3 of the paper: 1 / (m ∫ log2((2 + u) / (1 + u))^m du), numerically."""
    width, total, u = 0.0005, 0.0, 0.00025
    while u < 6:
        total += log2((2 + u) / (1 + u)) ** count * width
        u += width
    return 1 / (count * total)


@pytest.mark.parametrize("count", [16, 32, 64, 128, 512])
def test_the_constant_is_that_of_the_integral(count: int) -> None:
    assert hll.alpha(count) == pytest.approx(alpha_by_integral(count), rel=2e-3)


@pytest.mark.parametrize(
    ("bits", "rank"), [("1", 1), ("0001010", 4), ("01", 2), ("0000", 5)]
)
def test_the_rank_is_the_place_of_the_leftmost_one(bits: str, rank: int) -> None:
    # Flajolet et al. 2007, section 2: ρ(1…) = 1, ρ(0001…) = 4, ρ(0^K) = K + 1.
    assert hll.rank(bits) == rank


def test_the_figures_of_redis_are_reproduced() -> None:
    # The documentation of PFCOUNT and PFADD: 16,384 registers, 0.81 %, 12 kB.
    assert 100 * hll.standard_error(16_384) == pytest.approx(0.81, abs=0.005)
    assert 16_384 * 6 // 8 == 12_288


def test_an_empty_sketch_counts_nothing_and_a_full_one_its_elements() -> None:
    assert hll.estimate([0] * 16) == 0
    # m registers at 2^k: the harmonic mean is 2^k, so α m 2^k.
    assert hll.estimate([5] * 64) == pytest.approx(0.709 * 64 * 32)
    # 3/4 of the registers empty: linear counting, m ln(4/3).
    assert hll.estimate([0] * 48 + [1] * 16) == pytest.approx(64 * log(4 / 3))


def test_all_hashes_of_some_length_are_counted_within_the_error() -> None:
    hashes = [f"{number * 2_654_435_761 % 2**20:020b}" for number in range(60_000)]
    found = hll.estimate(hll.registers(hashes, 10))
    assert found == pytest.approx(60_000, rel=3 * hll.standard_error(1024))


@given(st.lists(st.text("01", min_size=8, max_size=8)), st.integers(0, 20))
@settings(max_examples=40)
def test_registers_of_a_union_are_those_of_all_hashes(
    hashes: list[str], cut: int
) -> None:
    one, other = hashes[:cut], hashes[cut:]
    parts = hll.registers(one, 3), hll.registers(other, 3)
    assert hll.merged(*parts) == hll.registers(hashes, 3)
