"""What an import shows: frozen pictures of what it would do, or did."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.content.faces import CardFace
    from drill.interchange.package import Remark


class Policy(StrEnum):
    """What to do with a note that was changed here, and in the file as well."""

    MINE = "mine"
    """Keep what was written here."""
    THEIRS = "theirs"
    """Take what the file says."""
    BOTH = "both"
    """Keep what was written here, and add what the file says as another note."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a learner may choose."""

    deck: str = ""
    """A title for the deck that all goes into; empty: as the file has it."""
    policy: Policy = Policy.MINE


@dataclass(frozen=True, slots=True)
class Sample:
    """A note as it will look."""

    place: str
    deck: str
    faces: tuple[CardFace, ...]


@dataclass(frozen=True, slots=True)
class ImportStep:
    """What an import would do (`is_dry`), or did."""

    path: str
    format: str
    title: str
    is_dry: bool
    total: int
    """Notes in the file, as it says."""
    added: int
    changed: int
    unchanged: int
    kept: int
    """Changed here only, or in both and kept by the policy."""
    conflicts: int
    """Changed here, and in the file as well; counted under what became of them, too."""
    removed: int
    """Removed here before, and left out."""
    cards: int
    """Of the notes that are added."""
    reviews: int
    """Reviews that are new."""
    media: int
    """Files that are copied."""
    decks: tuple[str, ...]
    """Titles of the decks that notes go into."""
    samples: tuple[Sample, ...]
    remarks: tuple[Remark, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    """By code: how often each remark was made."""
    mapping: Mapping[str, Any] | None = None
    """Of a table: what each column was taken for, as a learner may correct it."""
    backup: str = ""
    """The backup that was taken before; empty if none was needed."""

    @property
    def is_nothing(self) -> bool:
        """Whether it changes nothing."""
        return not (self.added or self.changed or self.reviews)
