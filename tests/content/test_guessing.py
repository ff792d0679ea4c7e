"""Choices that can be guessed, and notes that share their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.content.guessing import Guess, guesses
from drill.content.notes import Choice
from tests.content.making import checked, codes, deck, kata_deck, note, topic_text

if TYPE_CHECKING:
    from pathlib import Path


def choice(*texts: str, right: int = 0, question: str = "Which one is it?") -> Choice:
    """A question whose choices have these texts."""
    choices = [
        {"text": text, "right": True} if place == right else {"text": text, "why": "w"}
        for place, text in enumerate(texts)
    ]
    made = note("choice", question=question, choices=choices)
    assert isinstance(made, Choice)
    return made


def scores(*notes: Choice) -> list[float]:
    return [guess.score for guess in guesses(notes)]


def test_nothing_is_guessed_where_nothing_is_asked() -> None:
    assert guesses([]) == []


def test_each_solver_takes_what_it_is_named_for() -> None:
    first = choice("a", "bbb", "cc", right=0)
    longest = choice("a", "bbb", "cc", right=1)
    repeating = choice("aaaa", "bbbb", "cccc", right=2, question="Is it CCCC?")
    third = pytest.approx(1 / 3)
    assert scores(first) == [0, 1, 1, third]
    assert scores(longest) == [1, 0, 0, third]
    assert scores(repeating) == [third, third, 0, 1]


def test_the_score_is_the_mean_and_chance_that_of_the_choices() -> None:
    found = guesses([choice("a", "bb", right=1), choice("a", "bb", "c", "d")])
    assert found[0].score == 0.5
    assert found[0].chance == pytest.approx((1 / 2 + 1 / 4) / 2)
    assert found[0].gain == pytest.approx(0.125)


@pytest.mark.parametrize(
    ("questions", "score", "deviation", "is_signal"),
    [
        (400, 0.31, 0.02, True),
        (400, 0.29, 0.02, False),  # within five points
        (39, 0.90, 0.02, False),  # too few to say
        (40, 0.31, 0.07, False),  # as likely as not by chance
    ],
)
def test_a_signal_is_more_than_five_points_and_no_chance(
    questions: int,
    score: float,
    deviation: float,
    is_signal: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert Guess("x", questions, score, 0.25, deviation).is_signal is is_signal


def asked(number: int, right: int) -> str:
    """A question with four choices of one length."""
    choices = "\n".join(
        f"    - {{text: {letter}{number:03}, "
        + ("right: true}" if place == right else "why: because}")
        for place, letter in enumerate("pqrs")
    )
    head = f"- id: n{number}\n  kind: choice\n  question: Which one is number {number}"
    return f"{head} of {number * 7}?\n  source: s\n  choices:\n{choices}\n"


def test_a_right_choice_that_always_comes_first_is_a_problem(tmp_path: Path) -> None:
    always = topic_text(*(asked(number, 0) for number in range(40)))
    [found] = [each for each in checked(tmp_path, topic=always) if each.code == "T031"]
    assert found.message == (
        "taking the first choice is right in 100% of 40 questions, picking blindly in"
        " 25%"
    )
    in_turn = topic_text(*(asked(number, number % 4) for number in range(40)))
    assert "T031" not in codes(checked(tmp_path, topic=in_turn))


LONG = "one two three four five six seven eight nine ten"


def basic(name: str, front: str, back: str) -> str:
    return f"- id: {name}\n  front: {front}\n  back: {back}\n  source: s\n"


def test_a_long_run_of_words_in_two_notes_is_a_problem_once(tmp_path: Path) -> None:
    text = topic_text(
        basic("a", "What is counted?", f"{LONG}, eleven."),
        basic("b", "What else is there?", f"As we say, {LONG.upper()} eleven"),
    )
    [found] = checked(tmp_path, topic=text)
    assert found.code == "T032"
    assert (
        found.message == f"`deck/topic/b` has these words from `deck/topic/a`: “{LONG}”"
    )
    assert found.line == 9


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, LONG.replace(" ten", " eleven")),
        (f"|\n    ```\n    {LONG}\n    ```", f"|\n    ```\n    {LONG}\n    ```"),
    ],
    ids=["nine words", "code"],
)
def test_shorter_runs_and_code_may_be_alike(
    tmp_path: Path, one: str, other: str
) -> None:
    text = topic_text(
        basic("a", "What is it?", one), basic("b", "And this one?", other)
    )
    assert "T032" not in codes(checked(tmp_path, topic=text))


def test_sources_and_generated_questions_may_be_alike(tmp_path: Path) -> None:
    generated = "- {{id: {}, kind: generated, generator: a.b, title: {}, source: s}}"
    text = topic_text(
        basic("a", "What is it?", "this").replace("source: s", f"source: {LONG}"),
        basic("b", "And that one?", "that").replace("source: s", f"source: {LONG}"),
        generated.format("c", LONG),
        generated.format("d", LONG),
    )
    assert "T032" not in codes(checked(tmp_path, topic=text))


def test_a_topic_whose_only_note_is_a_kata_is_not_empty(tmp_path: Path) -> None:
    deck(tmp_path, kata_deck())
    empty = "topic: topic\ntitle: T\nnotes: []\n"
    assert checked(tmp_path, topic=empty) == []
    assert codes(
        checked(tmp_path, topic=empty, other=empty.replace("c: t", "c: o"))
    ) == [
        "F021",
        "F025",
    ]
