"""The models of queries, against the textbooks' examples and exact formulas."""

from __future__ import annotations

from math import ceil, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
