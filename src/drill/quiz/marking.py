"""Marking: what a response to a question is worth. Pure, and it never raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.content.questions import Question, Response
    from drill.quiz.marks import Mark


def mark(question: Question, response: Response) -> Mark:
    """The mark of a response.

    A response of another kind than the question asks for counts as none.
    """
    raise NotImplementedError


def complaint(question: Question, response: Response) -> str:
    """Why a response cannot be marked at all, such as `12 foo` for a number.

    One sentence for the learner, who then corrects it; empty if it can be marked.
    """
    raise NotImplementedError
