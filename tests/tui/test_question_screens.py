"""Questions of every kind in a review, asked and marked, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.sessions.selection import Selection
from drill.tui.screens.review import ReviewScreen
from tests.tui.questions import (
    CHOICE,
    MARKED,
    NUMERIC,
    ORDER,
    PROMPT,
    QUESTIONS,
    asked_step,
    marked_step,
)

# What shows a screen and holds it to its file.
from tests.tui.test_screens import frame, size  # noqa: F401

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.sessions.question_steps import QuestionStep
    from drill.sessions.steps import ReviewStep

    Frame = Callable[..., Any]


def asked(
    question: QuestionStep, *moves: tuple[str, Any], hints: int = 0, complaint: str = ""
) -> Callable[[ReviewScreen], None]:
    """Shows a question and enters something."""

    def prepare(screen: ReviewScreen) -> None:
        screen.step = asked_step(question, can_undo=True)
        assert screen.entry is not None
        for name, value in moves:
            screen.entry = getattr(screen.entry, name)(*value)
        screen.hints = hints
        screen.complaint = complaint
        screen._repaint_entry()

    return prepare


def shown(step: ReviewStep) -> Callable[[ReviewScreen], None]:
    """Shows a step."""

    def prepare(screen: ReviewScreen) -> None:
        screen.step = step

    return prepare


@pytest.mark.parametrize("kind", QUESTIONS)
async def test_a_question_asked(kind: str, frame: Frame) -> None:  # noqa: F811
    prepare = asked(QUESTIONS[kind])
    await frame(f"question-{kind}", ReviewScreen(Selection()), prepare)


ENTERED = {
    "choice-hint": asked(CHOICE, ("picked", (1,)), hints=1),
    "several-ticked": asked(
        QUESTIONS["several"], ("picked", (0,)), ("picked", (2,)), ("moved", (1,))
    ),
    "numeric-refused": asked(
        NUMERIC,
        ("typed", ("4 foo",)),
        complaint="That is no number that can be read: '4 foo'.",
    ),
    "order-held": asked(ORDER, ("moved", (1,)), ("toggled", ()), ("moved", (1,))),
    "prompt-open": asked(PROMPT, ("entered", ()), ("picked", (1,)), hints=1),
}


@pytest.mark.parametrize("name", ENTERED)
async def test_an_answer_in_the_making(name: str, frame: Frame) -> None:  # noqa: F811
    await frame(f"question-{name}", ReviewScreen(Selection()), ENTERED[name])


@pytest.mark.parametrize("name", MARKED)
async def test_a_question_marked(name: str, frame: Frame) -> None:  # noqa: F811
    prepare = shown(marked_step(name, can_undo=True))
    await frame(f"question-marked-{name}", ReviewScreen(Selection()), prepare)


async def test_a_marked_question_with_what_the_learner_wrote(frame: Frame) -> None:  # noqa: F811
    step = marked_step("numeric", remark="ask Ann", report="the unit is odd")
    await frame("question-marked-notes", ReviewScreen(Selection()), shown(step))
