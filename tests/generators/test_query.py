"""The models of queries, against the textbooks' examples and exact formulas."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product
from math import ceil, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.query.index_model import (
    Condition,
    Rules,
    bounding,
    is_covering,
    is_sorted,
    scanned,
)
from drill.generators.query.join_model import (
    Table,
    block_nested_loops,
    can_hash,
    fewest_buffers,
    grace_hash,
    index_nested_loops,
    page_nested_loops,
    sort_merge,
    sort_passes,
    tuple_nested_loops,
)
from drill.generators.query.selectivity_model import (
    all_of,
    any_of,
    below,
    equal,
    join,
    one_of,
    span,
)

# --- joins ------------------------------------------------------------------------

RESERVES, SAILORS = Table(1000, 100), Table(500, 80)


def test_joins_cost_what_ramakrishnan_and_gehrke_print() -> None:
    # Database Management Systems, 3rd edition, section 14.4.
    assert tuple_nested_loops(RESERVES, SAILORS) == 50_001_000
    assert page_nested_loops(RESERVES, SAILORS) == 501_000
    assert page_nested_loops(SAILORS, RESERVES) == 500_500
    assert block_nested_loops(RESERVES, SAILORS, 102) == 6_000
    assert block_nested_loops(RESERVES, SAILORS, 92) == 7_000
    assert block_nested_loops(SAILORS, RESERVES, 92) == 6_500
    assert sort_merge(RESERVES, SAILORS, 100) == 7_500
    assert grace_hash(RESERVES, SAILORS) == 4_500
    # With 1.2 I/Os for the index and 1 for the row the book has 221,000.
    assert index_nested_loops(RESERVES, 2) == 1_000 + 100_000 * 2


@pytest.mark.parametrize(
    ("pages", "passes"),
    [(100, (7, 4, 3, 2, 1)), (1000, (10, 5, 4, 3, 2)), (10_000, (13, 7, 5, 4, 2))],
)
def test_sorting_takes_the_passes_of_the_table(
    pages: int, passes: tuple[int, ...]
) -> None:
    # Ramakrishnan and Gehrke, figure 13.8: number of passes of external merge sort.
    found = tuple(sort_passes(pages, buffers) for buffers in (3, 5, 9, 17, 129))
    assert found == passes


@given(st.integers(1, 10_000), st.integers(3, 200))
def test_passes_are_a_logarithm(pages: int, buffers: int) -> None:
    runs = ceil(pages / buffers)
    estimate = 1 + log(runs, buffers - 1) if runs > 1 else 1
    assert estimate - 1e-9 <= sort_passes(pages, buffers) < estimate + 1 + 1e-9


@given(st.integers(1, 100_000))
def test_hashing_needs_the_square_root_of_the_smaller_table(pages: int) -> None:
    # Garcia-Molina, Ullman and Widom, section 15.5: about the square root of B(S).
    buffers = fewest_buffers(pages)
    assert can_hash(pages, buffers)
    assert buffers == 3 or not can_hash(pages, buffers - 1)
    assert pages**0.5 <= buffers <= pages**0.5 + 3


# --- selectivity ------------------------------------------------------------------


def test_postgresql_s_row_estimation_examples_come_out() -> None:
    # PostgreSQL documentation, Row Estimation Examples: table tenk1 of 10,000 rows.
    borders = (0, 993, 1997, 3050, 4040, 5036, 5957, 7057, 8029, 9016, 9995)
    share = below(1000, borders)
    assert float(share) == pytest.approx(0.100697, abs=5e-7)
    assert round(10_000 * share) == 1007
    other = Fraction("0.0014559")
    assert float(all_of((share, other))) == pytest.approx(0.0001466, abs=5e-8)
    assert join(50, 10_000, 10_000, 10_000) == 50


def test_the_three_way_join_of_the_textbook_has_400_000_rows() -> None:
    # Garcia-Molina, Ullman and Widom, example 16.24.
    first = join(1000, 2000, 20, 50)
    assert first == 40_000
    assert join(int(first), 5000, 100, 500) == 400_000
    assert join(1000, int(join(2000, 5000, 100, 500)), 20, 50) == 400_000


shares = st.fractions(0, 1, max_denominator=50)


@given(shares, shares)
@settings(max_examples=40)
def test_or_is_selinger_s_formula(one: Fraction, other: Fraction) -> None:
    # Selinger et al., SIGMOD 1979, table 1: F1 + F2 - F1 x F2.
    assert any_of((one, other)) == one + other - one * other
    assert all_of((one, other)) == one * other


@given(st.integers(1, 40), st.integers(1, 40), st.integers(2, 9), st.integers(2, 9))
def test_a_join_of_evenly_spread_values_has_as_many_rows(
    per_value: int, others_per_value: int, distinct: int, others_distinct: int
) -> None:
    one = [value for value in range(distinct) for _ in range(per_value)]
    other = [v for v in range(others_distinct) for _ in range(others_per_value)]
    pairs = sum(other.count(value) for value in one)
    assert join(len(one), len(other), distinct, others_distinct) == pairs


@given(st.integers(1, 99))
def test_even_buckets_are_no_better_than_none(bound: int) -> None:
    assert below(bound, range(0, 101, 10)) == span(0, bound, 0, 100)
    assert below(100, range(0, 101, 10)) == 1


def test_values_are_counted() -> None:
    assert one_of(3, 12) == 3 * equal(12)
    assert one_of(9, 4) == 1


# --- indexes ----------------------------------------------------------------------


def conditions(text: str) -> dict[str, Condition]:
    """Predicates such as `a= b>`."""
    return {word[0]: Condition(word[0], word[1] == "=") for word in text.split()}


def test_postgresql_s_index_is_bounded_as_its_manual_says() -> None:
    # Section 11.3: of (a, b, c) and a = 5 AND b >= 42 AND c < 77 the first two bound
    # the scan; entries with c >= 77 must still be scanned through.
    assert bounding("abc", conditions("a= b> c>")) == ["a", "b"]


@pytest.mark.parametrize(
    ("where", "bounds"),
    [("l=", "l"), ("l= f=", "lf"), ("l= f>", "lf"), ("f=", ""), ("", "")],
)
def test_mysql_s_name_index_serves_leftmost_prefixes(where: str, bounds: str) -> None:
    # Reference Manual, Multiple-Column Indexes: INDEX name (last_name, first_name).
    assert bounding("lf", conditions(where)) == list(bounds)


@pytest.mark.parametrize(
    ("where", "order", "needs_no_sort"),
    [
        # MySQL Reference Manual, ORDER BY Optimization: (key_part1, key_part2, …).
        ("", "12", True),
        ("1=", "2", True),
        ("1>", "1", True),
        ("1= 2>", "2", True),
        ("", "2", False),
        ("1>", "2", False),
        ("", "13", False),
    ],
)
def test_an_index_sorts_as_mysql_says(
    where: str,
    order: str,
    needs_no_sort: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert is_sorted("123", conditions(where), order) is needs_no_sort


names = st.permutations("abc")
predicates = st.dictionaries(st.sampled_from("abc"), st.booleans())


@given(names, predicates)
@settings(max_examples=40)
def test_the_stretch_is_the_shortest_that_holds_all_matches(
    index: list[str], kinds: dict[str, bool]
) -> None:
    # Values 0 to 3 in each column, all combinations: `= 1` keeps a quarter, `> 1` half.
    where = {
        name: Condition(name, is_equal, Fraction(1, 4 if is_equal else 2))
        for name, is_equal in kinds.items()
    }
    entries = list(product(range(4), repeat=3))

    def meets(entry: tuple[int, ...], columns: list[str]) -> bool:
        values = dict(zip(index, entry, strict=True))
        return all(
            values[c] == 1 if where[c].is_equality else values[c] > 1 for c in columns
        )

    used = bounding(index, where)
    inside = [n for n, entry in enumerate(entries) if meets(entry, used)]
    assert inside == list(range(inside[0], inside[-1] + 1))
    assert scanned(len(entries), index, where) == len(inside)
    for more in set(where) - set(used):
        other = [n for n, entry in enumerate(entries) if meets(entry, [*used, more])]
        assert other != list(range(other[0], other[-1] + 1))


@given(names, predicates, st.sampled_from([*permutations("abc", 2), ("a",), ("b",)]))
@settings(max_examples=50)
def test_a_scan_is_sorted_exactly_when_its_entries_are(
    index: list[str], kinds: dict[str, bool], order: tuple[str, ...]
) -> None:
    where = {name: Condition(name, is_equal) for name, is_equal in kinds.items()}
    rows = [
        values
        for entry in product(range(4), repeat=3)
        for values in (dict(zip(index, entry, strict=True)),)
        if all(
            values[c] == 1 if each.is_equality else values[c] > 1
            for c, each in where.items()
        )
    ]
    keys = [tuple(values[c] for c in order) for values in rows]
    assert is_sorted(index, where, order) is (keys == sorted(keys))


def test_wrong_rules_go_wrong_as_they_say() -> None:
    where = conditions("a> b= d=")
    assert bounding("abcd", where, Rules(passes_ranges=True)) == ["a", "b"]
    assert bounding("abcd", where, Rules(minds_order=False)) == ["a", "b", "d"]
    assert bounding("abcd", where, Rules(takes_range=False)) == []
    assert bounding("abcd", conditions("a= b="), Rules(only_first=True)) == ["a"]
    gaps = Rules(passes_gaps=True)
    assert bounding("abcd", conditions("a= c="), gaps) == ["a", "c"]
    assert is_covering("abc", "ca")
    assert not is_covering("ab", "ac")
