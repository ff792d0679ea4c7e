"""The table of proposed ratings, row by row."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.content.questions import (
    ChoiceQuestion,
    Criterion,
    NumericQuestion,
    Offered,
    OrderQuestion,
    Question,
    RubricQuestion,
    TypedQuestion,
)
from drill.ids import Rating
from drill.quiz.marks import Mark
from drill.quiz.partial import NO_ANSWER
from drill.quiz.proposing import SLOW, expected_s, propose
from tests.quiz import strategies as drawn

AGAIN, HARD, GOOD, EASY = Rating
CHOICE = ChoiceQuestion("Which one is it?", (Offered("a", right=True), Offered("b")))
PROMPT = RubricQuestion("t", "Design it.", (Criterion("a"),), minutes=20)
LATE = SLOW * expected_s(CHOICE) + 1


@pytest.mark.parametrize(
    ("mark", "hints", "elapsed_s", "rating", "best", "because"),
    [
        (Mark(1.0), 0, 3, GOOD, EASY, "right"),
        (Mark(1.0), 0, LATE - 2, GOOD, EASY, "right"),
        (Mark(1.0), 0, LATE, HARD, GOOD, "right, but slow"),
        (Mark(1.0), 1, 3, HARD, HARD, "right, with 1 hint"),
        (Mark(1.0), 1, LATE, HARD, HARD, "right, with 1 hint"),
        (Mark(1.0), 2, 3, AGAIN, HARD, "right, with 2 hints"),
        (Mark(1.0), 9, 3, AGAIN, HARD, "right, with 9 hints"),
        (Mark(2 / 3), 0, 3, HARD, HARD, "partly right, 66 %"),
        (Mark(0.999), 0, LATE, HARD, HARD, "partly right, 99 %"),
        (Mark(0.5), 0, 3, HARD, HARD, "partly right, 50 %"),
        (Mark(0.5), 1, 3, AGAIN, HARD, "partly right, 50 %, with 1 hint"),
        (Mark(0.49), 0, 3, AGAIN, HARD, "partly right, 49 %"),
        (Mark(0.0), 0, 3, AGAIN, HARD, "wrong"),
        (Mark(0.0), 2, LATE, AGAIN, HARD, "wrong"),
        (NO_ANSWER, 0, 3, AGAIN, HARD, "no answer"),
    ],
)
def test_what_is_proposed(
    mark: Mark, hints: int, elapsed_s: float, rating: Rating, best: Rating, because: str
) -> None:
    found = propose(CHOICE, mark, hints=hints, elapsed_s=elapsed_s)
    assert (found.rating, max(found.allowed), found.because) == (rating, best, because)
    assert min(found.allowed) is AGAIN


@pytest.mark.parametrize(
    ("mark", "hints", "rating", "best", "because"),
    [
        (Mark(1.0), 0, GOOD, EASY, "100 % of the rubric"),
        (Mark(0.8), 0, GOOD, EASY, "80 % of the rubric"),
        (Mark(0.8), 1, HARD, HARD, "80 % of the rubric, with 1 hint"),
        (Mark(0.79), 0, HARD, HARD, "79 % of the rubric"),
        (Mark(0.6), 0, HARD, HARD, "60 % of the rubric"),
        (Mark(0.59), 0, AGAIN, HARD, "59 % of the rubric"),
        (Mark(0.0), 0, AGAIN, HARD, "0 % of the rubric"),
        (NO_ANSWER, 0, AGAIN, HARD, "no answer"),
    ],
)
def test_what_is_proposed_of_a_prompt_however_long_it_took(
    mark: Mark, hints: int, rating: Rating, best: Rating, because: str
) -> None:
    found = propose(PROMPT, mark, hints=hints, elapsed_s=1e5)
    assert (found.rating, max(found.allowed), found.because) == (rating, best, because)


@given(drawn.questions, st.floats(0, 1), st.floats(0, 1), st.integers(0, 5))
@settings(max_examples=50)
def test_more_credit_and_fewer_hints_are_never_rated_lower(
    question: Question, one: float, other: float, hints: int
) -> None:
    low, high = sorted((one, other))
    worse = propose(question, Mark(low), hints=hints + 1, elapsed_s=1)
    middle = propose(question, Mark(low), hints=hints, elapsed_s=1)
    better = propose(question, Mark(high), hints=hints, elapsed_s=1)
    assert worse.rating <= middle.rating <= better.rating
    assert max(worse.allowed) <= max(middle.allowed) <= max(better.allowed)


@given(drawn.questions)
@settings(max_examples=40)
def test_every_question_takes_some_time(question: Question) -> None:
    assert 0 < expected_s(question) < 1e6


@pytest.mark.parametrize(
    ("question", "least", "most"),
    [
        (ChoiceQuestion("word " * 14, (Offered("two words"),) * 4), 11, 13),
        (NumericQuestion("word " * 14, 3), 25, 25),
        (
            NumericQuestion("a 1 b 2 c 3 d 4.5", 3),
            35,
            36,
        ),  # four numbers to reckon with
        (
            NumericQuestion("1 " * 100, 3),
            109,
            110,
        ),  # a table is not read number by number
        (TypedQuestion("word " * 14, "a"), 13, 13),
        (OrderQuestion("word " * 14, ("two words",) * 5), 27, 28),
        (PROMPT, 1200, 1200),
        (RubricQuestion("t", "?", ()), 900, 900),
    ],
)
def test_expected_seconds(question: Question, least: float, most: float) -> None:
    assert least <= expected_s(question) <= most
