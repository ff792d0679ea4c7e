"""Marking: what a response to a question is worth. Pure, and it never raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.content.questions import (
    Arranged,
    ChoiceQuestion,
    Chosen,
    NumericQuestion,
    OrderQuestion,
    RubricQuestion,
    Ticked,
    TypedQuestion,
    Written,
)
from drill.quiz.numeric import mark_numeric, numeric_complaint
from drill.quiz.partial import NO_ANSWER, mark_choice, mark_order, mark_rubric
from drill.quiz.typed import mark_typed

if TYPE_CHECKING:
    from drill.content.questions import Question, Response
    from drill.quiz.marks import Mark


def mark(question: Question, response: Response) -> Mark:
    """The mark of a response.

    A response of another kind than the question asks for counts as none.
    """
    match question, response:
        case ChoiceQuestion(), Chosen():
            return mark_choice(question, response)
        case NumericQuestion(), Written(text=text):
            return mark_numeric(question, text)
        case TypedQuestion(), Written(text=text):
            return mark_typed(question, text)
        case OrderQuestion(), Arranged():
            return mark_order(question, response)
        case RubricQuestion(), Ticked():
            return mark_rubric(question, response)
        case _:
            return NO_ANSWER


def complaint(question: Question, response: Response) -> str:
    """Why a response cannot be marked at all, such as `12 foo` for a number.

    One sentence for the learner, who then corrects it; empty if it can be marked.
    """
    match question, response:
        case NumericQuestion(), Written(text=text):
            return numeric_complaint(question, text)
        case _:
            return ""
