"""The plan of a sitting's questions: all that must be known to go on with them.

It is recorded when the sitting opens, and read again after a crash: from a journal
that other programs may have written, so that nothing of it is taken on trust.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from drill.ids import CardId

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """One question to be asked."""

    card: CardId
    seed: int
    """From which the order of choices and a generated instance follow."""
    difficulty: int | None = None
    """Of a generated instance, 1 to 3; None: as its note says."""


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """Questions in their order, and their clock."""

    questions: tuple[PlannedQuestion, ...]
    total_s: float | None = None
    """Seconds for all questions together, > 0; None: as long as it takes."""
    each_s: float | None = None
    """Seconds for each question, > 0; None: as long as it takes."""
    may_pause: bool = False
    marks_at_once: bool = True
    """Each question is marked when it is answered; else all are at the end."""

    def share_s(self) -> float | None:
        """The most that one absence may cost the question at hand, in seconds.

        Its own limit, or its equal part of the whole time; None without a clock.
        """
        if self.each_s is not None:
            return self.each_s
        if self.total_s is not None:
            return self.total_s / len(self.questions)
        return None

    def document(self) -> dict[str, Any]:
        """The plan as JSON has it."""
        return {
            "questions": [_question_document(each) for each in self.questions],
            "total_s": self.total_s,
            "each_s": self.each_s,
            "may_pause": self.may_pause,
            "marks_at_once": self.marks_at_once,
        }


def plan_of(document: Mapping[str, Any]) -> QuestionPlan | None:
    """The plan of a JSON object; None of one that no program of ours wrote."""
    match document:
        case {"questions": [_, *_] as listed}:
            questions = [_question(each) for each in listed]
        case _:
            return None
    read = tuple(each for each in questions if each is not None)
    if len(read) < len(questions):
        return None
    return QuestionPlan(
        read,
        _seconds(document.get("total_s")),
        _seconds(document.get("each_s")),
        may_pause=document.get("may_pause") is True,
        marks_at_once=document.get("marks_at_once") is not False,
    )


def _question_document(question: PlannedQuestion) -> dict[str, Any]:
    found: dict[str, Any] = {"card": question.card, "seed": question.seed}
    if question.difficulty is not None:
        found["difficulty"] = question.difficulty
    return found


def _question(document: object) -> PlannedQuestion | None:
    match document:
        case {"card": str(card), "seed": int(seed), "difficulty": 1 | 2 | 3 as level}:
            return PlannedQuestion(CardId(card), seed, level)
        case {"card": str(card), "seed": int(seed)}:
            return PlannedQuestion(CardId(card), seed)
        case _:
            return None


def _seconds(value: object) -> float | None:
    is_number = isinstance(value, int | float) and isfinite(value)
    return float(value) if is_number and value > 0 else None  # type: ignore[operator, arg-type]
