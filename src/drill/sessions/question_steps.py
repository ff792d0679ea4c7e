"""The frozen pictures of a question: asked, and marked.

Used by reviews, quizzes and sittings alike. Texts are raw Markdown of decks or
generators: data, as in `drill.sessions.steps`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.ids import Rating
    from drill.quiz.marks import Stretch, Verdict


@dataclass(frozen=True, slots=True)
class QuestionStep:
    """A question as it is asked."""

    kind: str
    """`choice`, `numeric`, `typed`, `order` or `prompt`: how it is answered."""
    text: str
    entries: tuple[str, ...] = ()
    """Choices, items to order, or criteria to tick, in the order they are shown."""
    places: tuple[int, ...] = ()
    """Of each entry its index in the question: what a response names."""
    several: bool = False
    """Of a choice: any number may be right."""
    unit: str = ""
    """Of a number: the unit of the answer."""
    hints: tuple[str, ...] = ()
    """All of them, the smallest first; the screen shows them by degrees."""
    is_generated: bool = False
    """A new instance can be asked for."""
    title: str = ""
    """Of a prompt."""
    outline: str = ""
    """Of a prompt: what a good answer contains; shown with the rubric."""
    weights: tuple[float, ...] = ()
    """Of a prompt: one a criterion, beside `entries`."""
    areas: tuple[str, ...] = ()
    """Of a prompt: likewise."""
    minutes: int | None = None
    """Of a prompt."""
    follow_ups: tuple[tuple[float, str], ...] = ()
    """Of a prompt: what is asked at which minute."""


@dataclass(frozen=True, slots=True)
class MarkedEntry:
    """A choice, an item or a criterion after marking, where it was shown."""

    text: str
    is_right: bool
    """A right choice; an item that stands at its place; a criterion (always)."""
    is_given: bool
    """Chosen, or ticked; of an item: always."""
    why: str = ""
    """Why it is right or wrong."""
    place: int = 0
    """Of an item: where it belongs, from 1."""


@dataclass(frozen=True, slots=True)
class MarkedStep:
    """A question as it was marked."""

    verdict: Verdict
    credit: float
    """0 to 1."""
    remark: str = ""
    """How the credit came about."""
    entries: tuple[MarkedEntry, ...] = ()
    """Choices and criteria in the order they were shown; items as they were put."""
    answer: str = ""
    """The right answer, where `entries` do not show it; Markdown."""
    given: str = ""
    """What was typed, as it was typed."""
    understood: str = ""
    """How a number was read."""
    difference: tuple[Stretch, ...] = ()
    """Between what was typed and the nearest right answer."""
    mistake: str = ""
    """The known error behind a wrong answer."""
    why: str = ""
    """The explanation, of this very instance if it was generated."""
    source: tuple[str, ...] = ()
    elapsed_s: float = 0.0
    hints: int = 0
    """How many were shown."""
    proposed: Rating | None = None
    allowed: tuple[Rating, ...] = ()
    """The ratings that the learner may choose."""
    because: str = ""
    """Why this rating is proposed."""
