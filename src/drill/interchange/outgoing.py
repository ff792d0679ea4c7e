"""What goes out: notes with their cards as any format can be written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.ids import NoteId, TopicId
    from drill.interchange.package import DeckPath, ForeignReview


class Standing(NamedTuple):
    """Where a card stands."""

    interval_days: int | None = None
    """None of a card without an interval in days; of one that is learned again, the
    interval that it had."""
    due_ms: int = 0
    """About noon of its due day where the learner is, in milliseconds since 1970."""
    stability: float = 0.0
    difficulty: float = 0.0
    repetitions: int = 0
    lapses: int = 0
    suspended: bool = False
    flag: int = 0
    steps_left: int = 0
    """Of a card that is being learned: with the one that it waits for."""
    step_ends_ms: int = 0
    """When that one ends, in milliseconds since 1970; 0: on its due day."""


NEW = Standing()
"""Of a card to which nothing has happened."""


class OutgoingCard(NamedTuple):
    """One card of a note."""

    part: str
    front: str
    """Markdown."""
    back: str
    is_cloze: bool = False
    standing: Standing = NEW
    reviews: Sequence[ForeignReview] = ()
    """Oldest first; none where they are written by themselves."""
    key: int = 0
    """By which answers that are written by themselves name it."""


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
    tags: Sequence[str] = ()
    extra: Mapping[str, Any] | None = None
    """Of an imported note that was not changed here: what its source had."""

    @property
    def kind(self) -> str:
        """Of the note."""
        return str(self.document.get("kind", "basic"))


class KeptNote(NamedTuple):
    """A note of Anki's that goes back there."""

    note: str
    """Its id here."""
    guid: str
    """Empty of none."""
    type: str
    """Id of its kind of note."""
    fields: Sequence[str]
    """HTML."""
    deck: DeckPath
    tags: str
    """Parted by spaces."""
    media: Mapping[str, str]
    """Names there, and under which drill has them."""
    factors: Mapping[str, Any]
    """Of Anki's older scheduler, in thousandths, by the ordinals of cards."""
    cards: Sequence[tuple[str, int, Standing]]
    """Part, key by which answers name it, and where it stands."""
    after_s: int = 0
    """Of a note that was changed here: when it was changed there last, in seconds since
    1970; Anki takes in only what is newer."""
