"""Growth of recurrences and loops, against a textbook and by reckoning."""

from __future__ import annotations

from fractions import Fraction
from math import log, log2

import pytest

from drill.generators.complexity import growth_model as model
from drill.generators.complexity.growth_model import Divided, Growth
from drill.generators.complexity.loops_model import LOOPS, Loops
from drill.generators.complexity.recurrence import SHAPES, SHARES


def n(power: float, logs: int = 0, loglogs: int = 0) -> Growth:
    return Growth(Fraction(power), logs, loglogs)


@pytest.mark.parametrize(
    ("parts", "by", "work", "growth"),
    [
        # Cormen et al., 3rd edition, section 4.5 and problems 4-1 and 4-3.
        (9, 3, n(1), n(2)),
        (1, 2, n(0), n(0, 1)),
        (2, 2, n(1, 1), n(1, 2)),
        (2, 2, n(1), n(1, 1)),
        (8, 2, n(2), n(3)),
        (2, 2, n(4), n(4)),
        (16, 4, n(2), n(2, 1)),
        (2, 4, n(0.5), n(0.5, 1)),
        (4, 2, n(2, 1), n(2, 2)),
        (2, 2, n(1, -1), n(1, 0, 1)),
        (4, 4, n(1, 1), n(1, 2)),
    ],
)
def test_the_recurrences_of_a_textbook_are_solved(
    parts: int, by: int, work: Growth, growth: Growth
) -> None:
    assert model.solve_divided(Divided(parts, by, work)) == growth


def test_other_recurrences_of_a_textbook_are_solved() -> None:
    # The same: 4-1 g (T(n - 2) + n²), 4-3 f (halves, quarters, eighths), 4-3 i and
    # exercise 4.4-6; selection by medians of medians; section 4.3 (√n to log n).
    assert model.solve_stepped(1, n(2)) == n(3)
    assert model.solve_stepped(1, n(0, 1)) == n(1, 1)
    assert model.solve_stepped(2, n(0)) == Growth(base=2)
    eighths = (Fraction(1, 2), Fraction(1, 4), Fraction(1, 8))
    assert model.solve_shares(eighths, n(1)) == n(1)
    assert model.solve_shares((Fraction(1, 3), Fraction(2, 3)), n(1)) == n(1, 1)
    assert model.solve_shares((Fraction(1, 5), Fraction(7, 10)), n(1)) == n(1)
    assert model.solve_root(2, 1) == n(0, 1, 1)
    assert model.solve_root(1, 0) == n(0, 0, 1)


def value(growth: Growth, size: float) -> float:
    logs = log(size) ** growth.logs * log(log(size)) ** growth.loglogs
    return float(size ** float(growth.power) * logs)


def cost(recurrence: Divided, levels: int) -> float:
    """T(by^levels), divided by the number of leaves so that it stays a float."""
    total, ratio = 1.0, recurrence.by ** float(recurrence.critical)
    for level in range(1, levels + 1):
        size = float(recurrence.by) ** level
        total += value(recurrence.work, size) / ratio**level
    return total


ASKED = [
    (*shape, step, logs)
    for shape in SHAPES
    for step in (-1, 0, 1)
    for logs in (-1, 0, 1, 2)
    if Divided(*shape, Growth()).critical + step >= 0 and (logs >= 0 or step == 0)
]


@pytest.mark.parametrize(("parts", "by", "step", "logs"), ASKED)
def test_a_recurrence_that_is_summed_up_level_by_level_grows_so(
    parts: int, by: int, step: int, logs: int
) -> None:
    power = Divided(parts, by, Growth()).critical + step
    recurrence = Divided(parts, by, Growth(power, logs))
    growth = model.solve_divided(recurrence)
    near, far = 60, 120
    ratios = [
        cost(recurrence, levels)
        * by ** (float(recurrence.critical) * levels)
        / value(growth, float(by) ** levels)
        for levels in (near, far)
    ]
    # A log more or less would double the ratio or halve it; log log n is slower.
    assert 0.8 < ratios[1] / ratios[0] < 1.25


def test_shares_of_the_whole_need_no_other_exponent() -> None:
    for shares in SHARES:
        for power in (1, 2):
            parts = [Fraction(*each) for each in shares]
            total = sum(each**power for each in parts)
            growth = model.solve_shares(tuple(parts), n(power))
            assert total <= 1
            assert growth == n(power, 1 if total == 1 else 0)
    with pytest.raises(ValueError, match="Fraction"):
        model.solve_shares((Fraction(2, 3), Fraction(2, 3)), n(1))


def test_shares_grow_as_a_table_of_them_does() -> None:
    table = [1.0, 1.0, 1.0]
    for size in range(3, 60_000):
        table.append(table[size // 3] + table[2 * size // 3] + size)
    ratios = [table[size] / (size * log(size)) for size in (3_000, 59_999)]
    assert ratios[1] / ratios[0] == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(("copies", "logs"), [(1, 0), (2, 1), (4, 2), (4, 1), (1, 2)])
def test_roots_grow_as_they_do_when_summed_up(copies: int, logs: int) -> None:
    def total(levels: int) -> float:
        """T(2^(2^levels)), with T(2) = 1."""
        found = 1.0
        for level in range(1, levels + 1):
            found = copies * found + (2.0**level) ** logs
        return found

    growth = model.solve_root(copies, logs)
    ratios = [
        total(levels)
        / (2.0 ** (levels * growth.logs) * float(levels) ** growth.loglogs)
        for levels in (40, 80)
    ]
    assert ratios[1] / ratios[0] == pytest.approx(1, abs=0.1)


def test_a_recurrence_whose_exponent_is_no_fraction_is_refused() -> None:
    with pytest.raises(ValueError, match="3"):
        _ = Divided(3, 2, n(1)).critical


@pytest.mark.parametrize("loops", LOOPS, ids=lambda loops: loops.code[:30])
def test_loops_take_the_steps_that_are_counted(loops: Loops) -> None:
    for size in (1, 2, 7, 16, 30):
        steps = [0]

        def step(steps: list[int] = steps) -> None:
            steps[0] += 1

        code = compile(loops.code.format(n="n"), "loops", "exec")
        exec(code, {"n": size, "step": step})  # noqa: S102 - our own code
        assert steps[0] == loops.count(size)


@pytest.mark.parametrize("loops", LOOPS, ids=lambda loops: loops.code[:30])
def test_the_steps_of_loops_grow_as_is_said(loops: Loops) -> None:
    sizes = (2**10, 2**16) if loops.growth.loglogs == 0 else (2**16, 2**4096)
    if loops.growth.loglogs:
        ratios = [loops.count(size) / log2(log2(size)) for size in sizes]
    else:
        ratios = [loops.count(size) / value(loops.growth, size) for size in sizes]
    assert 0.7 < ratios[1] / ratios[0] < 1.4


@pytest.mark.parametrize(
    ("growth", "text"),
    [
        (n(0), "O(1)"),
        (n(0.5), "O(sqrt(n))"),
        (n(1.5, 1), "O(n^(3/2) log n)"),
        (n(2, 2), "O(n^2 log^2 n)"),
        (n(1, 0, 1), "O(n log log n)"),
        (n(1, -1), "O(n / log n)"),
        (Growth(base=3), "O(3^n)"),
    ],
)
def test_growth_is_written_as_one_types_it(growth: Growth, text: str) -> None:
    assert model.big_o(growth) == text
