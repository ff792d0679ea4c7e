"""Durations as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.config.durations import duration_text, seconds_of


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("10m", 600), ("1h", 3_600), ("2d", 172_800), (" 5 m ", 300)],
)
def test_a_duration_is_a_number_with_a_unit(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "10", "m", "0m", "-1m", "1.5h", "1w", "1m30s", "1234567s", "\u0661m"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no duration"):
        seconds_of(text)


@given(st.integers(1, 999_999))
def test_the_shortest_way_to_write_seconds_reads_back(seconds: int) -> None:
    assert seconds_of(duration_text(seconds)) == seconds


def test_the_largest_unit_that_fits_is_taken() -> None:
    assert [duration_text(s) for s in (600, 3_600, 86_400, 90)] == [
        "10m",
        "1h",
        "1d",
        "90s",
    ]
