"""Numbers, tables and choices as generators write them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from drill.chance import Chance
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    percent,
    table,
)


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (2.675, 2, "2.68"),  # just below the half in binary
        (0.125, 2, "0.13"),
        (2.5, 0, "3"),
        (-0.004, 2, "0"),
        (-1.5, 1, "-1.5"),
        (1234.5, 2, "1,234.5"),
        (64_000_000_000, 2, "64,000,000,000"),  # the nudge stays below a half
        (64_000_000_000.25, 2, "64,000,000,000.25"),
        (0.0, 3, "0"),
    ],
)
def test_a_number_is_rounded_as_people_do(
    number: float, places: int, text: str
) -> None:
    assert decimal(number, places) == text


def test_shares_are_said_in_percent() -> None:
    assert percent(0.025) == "2.5 %"
    assert percent(Fraction(1, 3)) == "33.3 %"
    assert percent(Fraction(99_999, 100_000), 4) == "99.999 %"
    assert percent(1) == "100 %"


def test_wrong_answers_that_are_equal_come_once() -> None:
    wrong = [Wrong("1", "a"), Wrong("1", "b"), Wrong("2", "c"), Wrong("0", "right")]
    question = choice_question("How many?", "0", wrong, Chance(1))
    assert question is not None
    assert {each.text: each.why for each in question.choices} == {
        "0": "",
        "1": "a",
        "2": "c",
    }


def test_too_few_wrong_answers_make_no_question() -> None:
    assert choice_question("How many?", "0", [Wrong("1", "a")], Chance(1)) is None


def test_a_table_is_flush_right_but_for_its_first_column() -> None:
    assert table([["name", "n"], ["a", 100]]) == ("```text\nname    n\na     100\n```")
