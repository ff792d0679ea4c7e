"""The table of `docs/marking.md` for katas."""

from __future__ import annotations

from typing import Any

import pytest

from drill.ids import Rating
from drill.quiz.kata_proposing import Work, propose_kata, usual_s

AGAIN, HARD, GOOD, EASY = Rating


def work(**more: Any) -> Work:
    """A pass at the first run, in half of the usual ten minutes."""
    usual = {"credit": 1, "is_passed": True, "attempts": 1, "hints": 0, "spent_s": 300}
    return Work(**{**usual, **more})


@pytest.mark.parametrize(
    ("more", "rating", "best", "because"),
    [
        ({}, GOOD, EASY, "passed"),
        ({"attempts": 3}, GOOD, EASY, "passed"),
        ({"attempts": 4}, HARD, GOOD, "passed, after 4 runs"),
        ({"spent_s": 1200}, GOOD, EASY, "passed"),
        ({"spent_s": 1201}, HARD, GOOD, "passed, but slow"),
        ({"hints": 1}, HARD, HARD, "passed, with 1 hint"),
        ({"hints": 2}, AGAIN, HARD, "passed, with 2 hints"),
        ({"hints": 9}, AGAIN, HARD, "passed, with 9 hints"),
        ({"credit": 0.8}, HARD, GOOD, "passed, but its time grows too steeply"),
        (
            {"hints": 1, "spent_s": 2000, "attempts": 9},
            *(HARD, HARD, "passed, with 1 hint, but slow, after 9 runs"),
        ),
        ({"is_passed": False, "credit": 0.49}, AGAIN, AGAIN, "not passed"),
        ({"is_passed": False, "credit": 0.5}, AGAIN, HARD, "not passed"),
    ],
)
def test_a_rating_follows_from_the_work(
    more: dict[str, Any], rating: Rating, best: Rating, because: str
) -> None:
    found = propose_kata(work(**more), 600)
    assert (found.rating, found.because) == (rating, because)
    assert found.allowed == tuple(each for each in Rating if each <= best)
    assert found.rating in found.allowed


def test_the_usual_time_is_the_learners_own_and_before_that_the_katas() -> None:
    assert usual_s(10, []) == 600
    assert usual_s(None, []) == 1200
    assert usual_s(10, [100, 900, 200]) == 200
    assert usual_s(10, [0.0]) == 1
