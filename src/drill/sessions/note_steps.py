"""The frozen pictures of choosing decks and of writing and editing notes.

Like `drill.sessions.steps`: standard library alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from drill.ids import NoteId, TopicId
    from drill.sessions.steps import Face


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic that a note may be written into."""

    topic: TopicId
    title: str
    """`My notes › Words`."""
    is_own: bool
    """Whether notes go into a file of the learner's own."""


@dataclass(frozen=True, slots=True)
class DeckChoice:
    """A deck that the learner may study or leave."""

    id: str
    title: str
    description: str
    topics: int
    cards: int
    chosen: bool
    shipped: bool
    """False for a deck of the learner's own."""


@dataclass(frozen=True, slots=True)
class WelcomeStep:
    """The first run's few choices, with defaults that Enter accepts."""

    decks: tuple[DeckChoice, ...]
    new_a_day: int
    rollover_hour: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A note that looks like the one being written."""

    note: NoteId
    front: str
    similarity: float
    """0 to 1; 1 is the same wording."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note being written, as the fields of the form."""

    topic: TopicId
    kind: str = "basic"
    """`basic` or `cloze`."""
    front: str = ""
    back: str = ""
    """Empty for a cloze."""
    both_ways: bool = False
    why: str = ""
    source: str = ""
    tags: str = ""
    note: NoteId | None = None
    """The note being edited; None for a new one."""


@dataclass(frozen=True, slots=True)
class DraftPreview:
    """What a draft would become."""

    faces: tuple[Face, ...]
    """One a card."""
    problems: tuple[str, ...]
    """Defects, in words; saving needs none."""
    warnings: tuple[str, ...]
    """Teaching problems that do not stop saving."""
    duplicates: tuple[Duplicate, ...]


@dataclass(frozen=True, slots=True)
class EditTarget:
    """Where a note is edited: a file at a line, or a YAML text of its own."""

    note: NoteId
    path: Path | None
    """The learner's own file; None for shipped, added and imported notes."""
    line: int
    yaml: str
    """The note as YAML when `path` is None."""
    origin: str
    """`file`, `shipped`, `override`, `added` or `imported`."""
    original: str = ""
    """Of an override whose shipped original changed: the new original, as YAML."""
