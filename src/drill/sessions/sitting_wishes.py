"""What a learner asks of a quiz.

The standard library and the mixes alone: the command line and the first screen make
these before the record is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drill.quiz.composing import Mix

KINDS: Final = ("choice", "numeric", "typed", "order", "generated")
"""What a quiz asks: everything that the app marks by itself."""


@dataclass(frozen=True, slots=True)
class QuizWishes:
    """What the learner asks for; as it stands, ten questions in ten minutes."""

    scope: tuple[str, ...] = ()
    """Deck and topic ids; empty: all decks that are studied."""
    number: int = 10
    minutes: float | None = 10
    """For all questions together; None: as long as it takes."""
    each_s: float | None = None
    """Seconds for each; None likewise."""
    mix: Mix = Mix.WEAK
    difficulty: int | None = None
    """1 to 3; None: as it comes."""
    mistakes_days: int = 7
    """Study days, today the last of them."""
    kinds: tuple[str, ...] = ()
    """Of `KINDS`; empty: all of them."""
    marks_at_once: bool = True
    may_pause: bool = False
