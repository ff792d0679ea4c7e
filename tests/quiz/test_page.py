"""`docs/marking.md` says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drill.content.questions import NumericQuestion, TypedQuestion, Written
from drill.quiz import proposing
from drill.quiz.growth import growth
from drill.quiz.marking import mark

PAGE = (Path(__file__).parents[2] / "docs/marking.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def number_rows() -> list[tuple[str, str, str]]:
    """Each typed number of the table, with its unit and what it is read as."""
    row = re.compile(r"^\| (`.*`) \| (.*?) ?\| (.*) \|$", re.MULTILINE)
    rows = row.findall(section("Numbers"))
    return [
        (typed, unit, meant)
        for listed, unit, meant in rows
        for typed in re.findall("`([^`]+)`", listed)
    ]


def test_the_page_has_a_table_of_numbers() -> None:
    assert len(number_rows()) > 30


@pytest.mark.parametrize(("typed", "unit", "meant"), number_rows())
def test_numbers_are_read_as_the_page_says(typed: str, unit: str, meant: str) -> None:
    answer = float(meant.replace(",", ""))
    question = NumericQuestion("?", answer if answer % 1 else int(answer), unit)
    if meant == "0.333333":
        question = NumericQuestion("?", 1 / 3, unit)
    assert mark(question, Written(typed)).is_right


def test_growth_classes_are_equal_as_the_page_says() -> None:
    equal = [
        ("O(n log n)", "n·lg n"),
        ("O(n log n)", "Θ(n log₂ n + n)"),
        ("O(n log n)", "3 n log n"),
        ("O(V + E)", "e + v"),
        ("log(n²)", "log n"),
        ("2^(n+1)", "2^n"),
        ("(n + m)²", "n² + nm + m²"),
        ("log(n!)", "n log n"),
    ]
    for one, other in equal:
        assert f"`{one}`" in section("Growth classes")
        assert f"`{other}`" in section("Growth classes")
        question = TypedQuestion("?", one, big_o=True)
        assert mark(question, Written(other)).is_right
    for one, other in (("2^n", "3^n"), ("n!", "n^n"), ("n", "n log n")):
        assert growth(one) != growth(other)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("over three times what", proposing.SLOW == 3),
        ("3.5 words read a second", proposing.WORDS_A_SECOND == 3.5),
        ("3 s for each number", proposing.PER_NUMBER_S == 3),
        ("a minute for all of them at most", proposing.MOST_FOR_NUMBERS_S == 60),
        ("| choice | 5 s,", proposing.CHOOSING_S == 5),
        ("| number | 20 s |", proposing.COMPUTING_S == 20),
        ("| word | 8 s |", proposing.TYPING_S == 8),
        ("| order | 4 s an item", proposing.PLACING_S == 4),
        ("its minutes, or 15;", proposing.PROMPT_MINUTES == 15),
        ("prompt: 80 % of the rubric or more | good", proposing.GOOD_RUBRIC == 0.8),
        ("prompt: 60 % or more | hard", proposing.FAIR_RUBRIC == 0.6),
        ("partly right, half or more | hard", proposing.NEARLY == 0.5),
    ],
)
def test_the_figures_of_the_page_are_those_of_the_program(
    said: str,
    value: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert said in section("Ratings")
    assert value
