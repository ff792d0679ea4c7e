"""What a learner chose to study: today's cards, or something of their own choosing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.ids import CardId


class Kind(Enum):
    """Where the cards of a session come from."""

    TODAY = "today"
    """What is due, and new cards within the limits."""
    MORE_NEW = "more new"
    """New cards beyond today's limit."""
    AHEAD = "ahead"
    """Cards that come due within the next days."""
    FORGOTTEN = "forgotten"
    """Cards that were answered Again today or yesterday."""
    SEARCH = "search"
    """The cards of a search."""
    QUIZ = "quiz"
    """The questions of a quiz, asked by `drill.sessions.sitting_questions`."""
    INTERVIEW = "interview"
    """Those of an interview drill, likewise."""
    KATA = "kata"
    """A kata that was worked on, by `drill.sessions.kata`."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The cards of one session."""

    kind: Kind = Kind.TODAY
    scope: tuple[str, ...] = ()
    """Deck and topic ids; empty: all decks that are studied."""
    text: str = ""
    """Of a search: its text."""
    days: int = 1
    """How far ahead, or how far back, in study days."""
    new: int = 0
    """Of MORE_NEW: how many."""
    cards: tuple[CardId, ...] = ()
    """Of SEARCH: these very cards, chosen by hand out of what it found."""

    @property
    def is_practice(self) -> bool:
        """Whether answers are practice: those to cards that are not due never count.

        A search may hold due cards, and their first answer counts; the fold decides
        that card by card.
        """
        return self.kind not in {Kind.TODAY, Kind.MORE_NEW}

    @property
    def title(self) -> str:
        """The selection in a few words."""
        if self.kind is Kind.TODAY:
            return ", ".join(self.scope) or "today"
        if self.cards:
            return "chosen cards"
        if self.kind is Kind.SEARCH:
            return f"search: {self.text}"
        return str(self.kind.value)

    @property
    def explanation(self) -> str:
        """Whether the answers count for the schedule, in one sentence."""
        if not self.is_practice:
            return "Answers count for the schedule."
        return (
            "Practice: the first answer of the day to a card that is due counts;"
            " forgetting any other makes it due today, the rest changes nothing."
        )
