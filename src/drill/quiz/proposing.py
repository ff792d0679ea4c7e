"""Which rating follows from a mark, and which others the learner may choose.

The table is published in `docs/marking.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.content.questions import Question
    from drill.ids import Rating
    from drill.quiz.marks import Mark


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
    raise NotImplementedError


def propose(
    question: Question, mark: Mark, *, hints: int, elapsed_s: float
) -> Proposal:
    """The rating that a marked response proposes.

    Args:
        hints: how many were shown, >= 0.
        elapsed_s: seconds from showing the question to the response, >= 0.
    """
    raise NotImplementedError
