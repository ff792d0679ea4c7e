"""What goes out: notes with their cards as any format can be written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.ids import NoteId, TopicId
    from drill.interchange.package import DeckPath, ForeignReview


@dataclass(frozen=True, slots=True)
class OutgoingCard:
    """One card of a note, and where it stands."""

    part: str
    front: str
    """Markdown."""
    back: str
    is_cloze: bool = False
    interval_days: int | None = None
    """None of a card without an interval in days."""
    due_ms: int = 0
    """About noon of its due day where the learner is, in milliseconds since 1970."""
    stability: float = 0.0
    difficulty: float = 0.0
    repetitions: int = 0
    lapses: int = 0
    suspended: bool = False
    flag: int = 0
    reviews: tuple[ForeignReview, ...] = ()
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class OutgoingNote:
    """A note, ready to be written."""

    note: NoteId
    topic: TopicId
    deck: DeckPath
    """Titles."""
    document: Mapping[str, Any]
    cards: tuple[OutgoingCard, ...]
    why: str = ""
    """Markdown: the explanation and the sources."""
    tags: tuple[str, ...] = ()
    extra: Mapping[str, Any] | None = None
    """Of an imported note that was not changed here: what its source had."""

    @property
    def kind(self) -> str:
        """Of the note."""
        return str(self.document.get("kind", "basic"))
