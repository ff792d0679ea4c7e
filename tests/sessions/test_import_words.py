"""What an import says of itself, and how columns are said and read."""

from __future__ import annotations

import pytest

from drill.errors import InvalidMapping
from drill.interchange.tables import TableMapping, mapping_of
from drill.sessions.import_words import columns_read, columns_said


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("Yes", True),
        ("no", False),
        ("", None),
        ("12", 12),
        ("1,2", [1, 2]),
        ("a", "a"),
        ("²", "²"),
        ("1,x", "1,x"),
        ("3,", [3]),
    ],
)
def test_values_of_a_mapping_are_read_as_a_person_means_them(
    word: str, value: object
) -> None:
    assert columns_read([f"of={word}"]) == {"of": value}


def test_columns_that_are_said_are_read_the_same() -> None:
    mapping = TableMapping(";", has_header=True, front=3, back=1, deck=2, more=(4, 5))
    words = columns_said(mapping.table())
    assert words == (
        "delimiter=semicolon has_header=yes is_html=no front=3 back=1 deck=2 more=4,5"
    )
    assert mapping_of(columns_read(words.split())) == mapping


def test_a_word_without_a_sign_is_no_column() -> None:
    with pytest.raises(InvalidMapping, match="`front=2`"):
        columns_read(["front"])
