"""Which rating follows from a mark, and which others the learner may choose.

The table is published in `docs/marking.md`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from drill.content.questions import (
    ChoiceQuestion,
    NumericQuestion,
    OrderQuestion,
    RubricQuestion,
    TypedQuestion,
)
from drill.ids import Rating
from drill.quiz.marks import SLACK, Verdict

if TYPE_CHECKING:
    from drill.content.questions import Question
    from drill.quiz.marks import Mark

WORDS_A_SECOND: Final = 3.5
"""Of a technical text, read with care."""
PER_NUMBER_S: Final = 3.0
"""A number in the text is one to reckon with."""
MOST_FOR_NUMBERS_S: Final = 60.0
CHOOSING_S: Final = 5.0
COMPUTING_S: Final = 20.0
TYPING_S: Final = 8.0
PLACING_S: Final = 4.0
"""An item."""
PROMPT_MINUTES: Final = 15
"""Of a prompt that does not say."""
SLOW: Final = 3
"""Times the expected seconds."""

NEARLY: Final = 0.5
"""Credit from which a partly right answer is hard and not again."""
GOOD_RUBRIC: Final = 0.8
"""Share of a rubric that is a good answer."""
FAIR_RUBRIC: Final = 0.6
"""Share of a rubric that is a hard one."""

_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rating and its bounds."""

    rating: Rating
    """What the app proposes."""
    allowed: tuple[Rating, ...]
    """What the learner may choose, in rising order; `rating` is among them."""
    because: str
    """In a few words: `right, with 1 hint`."""


def expected_s(question: Question) -> float:
    """Seconds that a question usually takes, > 0: to read it and to answer."""
    reading = 1 + _reading_s(question.text)
    match question:
        case ChoiceQuestion(choices=choices):
            return reading + CHOOSING_S + sum(_words_s(each.text) for each in choices)
        case NumericQuestion():
            return reading + COMPUTING_S
        case TypedQuestion():
            return reading + TYPING_S
        case OrderQuestion(items=items):
            return reading + sum(PLACING_S + _words_s(each) for each in items)
        case RubricQuestion(minutes=minutes):
            return 60.0 * (minutes or PROMPT_MINUTES)
        case _:
            assert_never(question)


def _reading_s(text: str) -> float:
    numbers = len(_NUMBER.findall(text)) * PER_NUMBER_S
    return _words_s(text) + min(numbers, MOST_FOR_NUMBERS_S)


def _words_s(text: str) -> float:
    return len(text.split()) / WORDS_A_SECOND


def propose(
    question: Question, mark: Mark, *, hints: int, elapsed_s: float
) -> Proposal:
    """The rating that a marked response proposes.

    Args:
        hints: how many were shown, >= 0.
        elapsed_s: seconds from showing the question to the response, >= 0.
    """
    is_prompt = isinstance(question, RubricQuestion)
    worth = _of_rubric(mark) if is_prompt else _of_mark(mark)
    because = _said(mark, is_prompt=is_prompt)
    if worth is Rating.AGAIN:
        return Proposal(worth, (Rating.AGAIN, Rating.HARD), because)
    is_slow = not is_prompt and elapsed_s > SLOW * expected_s(question)
    if hints:
        because += f", with {hints} hint{'' if hints == 1 else 's'}"
    elif is_slow and worth is Rating.GOOD:
        because += ", but slow"
    rating = _lowered(worth, hints, is_slow=is_slow)
    best = _best(worth, is_helped=hints > 0, is_slow=is_slow)
    allowed = tuple(each for each in Rating if each <= best)
    return Proposal(rating, allowed, because)


def _of_mark(mark: Mark) -> Rating:
    if mark.is_right:
        return Rating.GOOD
    return Rating.HARD if mark.credit >= NEARLY - SLACK else Rating.AGAIN


def _of_rubric(mark: Mark) -> Rating:
    if mark.credit >= GOOD_RUBRIC - SLACK:
        return Rating.GOOD
    return Rating.HARD if mark.credit >= FAIR_RUBRIC - SLACK else Rating.AGAIN


def _said(mark: Mark, *, is_prompt: bool) -> str:
    if is_prompt and mark.is_answered:
        return f"{_percent(mark)} of the rubric"
    said: str = mark.verdict.value
    return f"{said}, {_percent(mark)}" if mark.verdict is Verdict.PARTLY else said


def _percent(mark: Mark) -> str:
    """Rounded down: 100 % is right only."""
    return f"{int(100 * mark.credit + SLACK)} %"


def _lowered(worth: Rating, hints: int, *, is_slow: bool) -> Rating:
    """One step down a hint; a slow answer is hard at best."""
    after = max(Rating.AGAIN, worth - hints)
    return Rating(min(after, Rating.HARD) if is_slow else after)


def _best(worth: Rating, *, is_helped: bool, is_slow: bool) -> Rating:
    """The best rating that may be chosen."""
    if worth is Rating.HARD or is_helped:
        return Rating.HARD
    return Rating.GOOD if is_slow else Rating.EASY
