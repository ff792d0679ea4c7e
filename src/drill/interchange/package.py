"""What a foreign file holds, in drill's own terms: plain values, no store.

A reader of any format makes a `Package`. Its notes come one after the other, so that
a file of any size is read in little memory, shows its progress and can be left at any
note. Text is Markdown as the deck format has it; nothing of a source is ever run.
"""

from __future__ import annotations

import marshal
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Final,
    Literal,
    NamedTuple,
    Protocol,
    TypeAlias,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from drill.content.notes import Note
    from drill.ids import NoteId, Rating

DeckPath: TypeAlias = tuple[str, ...]
"""The names of a deck and of those above it, as people read them: `("Languages",
"French")`. Empty: the source names none."""


WITHOUT_REFERENCES: Final = 2
"""A version of the format of `marshal` in which equal values have equal bytes."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know of an import: a defect, or a loss."""

    code: str
    """Stable, such as `I204`; `drill.interchange.codes` has them all."""
    message: str
    """One sentence without its place."""
    place: str = ""
    """Where in the source: `note 17`, `line 4`, `media 3`."""
    hint: str = ""
    line: int | None = None
    """Counted from 1, where the source has lines."""


@dataclass(frozen=True, slots=True)
class ForeignReview:
    """One answer of a card's history."""

    at_ms: int
    """When, in milliseconds since 1970 in UTC; with the card it names the review."""
    rating: Rating
    duration_ms: int = 0


@dataclass(frozen=True, slots=True)
class ForeignSchedule:
    """Where a card stands in the scheduling of the source."""

    interval_days: int
    """The present interval, at least 1."""
    due_ms: int
    """When it is due, in milliseconds since 1970 in UTC; any instant of that day."""
    last_ms: int | None = None
    """When it was last answered; None: one interval before it is due."""
    stability: float | None = None
    """Days, as FSRS counts; None where the source runs another algorithm."""
    difficulty: float | None = None
    """1 to 10, as FSRS counts."""
    sm2_factor: float | None = None
    """What SM-2 multiplies an interval by, 2.5 at first; None where there is none."""
    repetitions: int = 0
    lapses: int = 0


@dataclass(frozen=True, slots=True)
class ForeignCard:
    """What a source knows of one card of a note beside its text."""

    part: str
    """The part of the note that it is: `front`, `c2`."""
    schedule: ForeignSchedule | None = None
    """None of a new card, and of one that is still being learned."""
    reviews: Sequence[ForeignReview] = ()
    """Oldest first."""
    suspended: bool = False
    flag: int = 0
    """0 to 7."""
    position: int | None = None
    """Of a new card in the order of new cards."""

    @property
    def has_happened(self) -> bool:
        """Whether it was ever answered, scheduled, suspended or flagged."""
        return bool(self.reviews or self.schedule or self.suspended or self.flag)


class Made(NamedTuple):
    """A note of a source, converted."""

    document: Mapping[str, Any]
    """As the deck format has it; `drill.content.notes.parse_note` takes it. Its `id` is
    a slug for people to read, and may be shared with another note."""
    cards: Sequence[ForeignCard] = ()
    """Only those of which the source knows something."""
    extra: Mapping[str, Any] = {}
    """What the document cannot hold and an export in the same format gives back, as
    JSON can say it: `{"type": 1364…, "fields": ["…", "…"]}`."""
    media: frozenset[str] = frozenset()
    """Names of files that its text mentions, as the source names them."""
    note: Note | None = None
    """What `document` is the document of, where the reader has it at hand."""
    is_plain: bool = False
    """Whether it has a front, a back and tags alone, and is known to be valid."""


class ForeignNote(NamedTuple):
    """A note of a source: what tells it apart, and how to convert it."""

    identity: NoteId
    """The same for the same note in every later file: `anki:<guid>`, or
    `<format>:<hash of what makes it this note>`."""
    deck: DeckPath
    stamp: str
    """Equal when the source says the same of the note and its cards; it costs little,
    so that a file that comes again is not converted again."""
    make: Callable[[], Made | None]
    """Converts it; None if nothing can be made of it, which the report says then."""
    place: str = ""
    """Where in the source it stands: `note 17`, `line 4`."""
    is_ours: bool = False
    """Whether drill exported it and it says what it said then: the identity is an id of
    drill, and the text may be as it stands here."""
    went_out: str = ""
    """A digest of what it said when drill exported it; empty where that is unknown."""


def stamp_of(*parts: object) -> str:
    """A stamp of plain values, 32 hexadecimal digits."""
    said = repr(parts).encode("utf-8", "surrogatepass")
    return blake2b(said, digest_size=16).hexdigest()


def stamp_of_rows(*parts: Any) -> str:
    """A stamp as `stamp_of` makes it, in a third of its time.

    Args:
        parts: texts, numbers, None, tuples and lists of them; nothing else.
    """
    said = marshal.dumps(parts, WITHOUT_REFERENCES)
    return blake2b(said, digest_size=16).hexdigest()


def ready(identity: NoteId, deck: DeckPath, made: Made, place: str = "") -> ForeignNote:
    """A note of a source whose notes are converted as they are read."""
    stamp = stamp_of(deck, made.document, made.cards, made.extra)
    return ForeignNote(identity, deck, stamp, lambda: made, place)


@dataclass(frozen=True, slots=True)
class ForeignDeck:
    """A deck of a source that has more to say than its name."""

    path: DeckPath
    description: str = ""
    """Markdown."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """A foreign kind of note, kept so that its notes can be exported as they came."""

    id: str
    """As the source names it, and `ForeignNote.extra["type"]` refers to it."""
    contents: Mapping[str, Any]
    """Plain values; what is in them is up to the format."""


class MediaFiles(Protocol):
    """The media of a source. Names are the source's own, and are never paths."""

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        ...

    def size(self, name: str) -> int:
        """Bytes that a file claims to have, unpacked.

        Raises:
            KeyError: there is no such file.
        """
        ...

    def open(self, name: str) -> BinaryIO:
        """Its bytes; the reader of the stream enforces the limits.

        Raises:
            KeyError: there is no such file.
            BrokenSource: it cannot be unpacked.
        """
        ...


class NoMedia:
    """The media of a source that has none."""

    def has(self, name: str) -> bool:
        """No."""
        del name
        return False

    def size(self, name: str) -> int:
        """Raises KeyError: there is none."""
        raise KeyError(name)

    def open(self, name: str) -> BinaryIO:
        """Raises KeyError: there is none."""
        raise KeyError(name)


@dataclass(slots=True)
class Report:
    """What a reader has to say beside the notes; it grows while they are read."""

    remarks: list[Remark] = field(default_factory=list)
    """The first `MOST_REMARKS`; the counts go on."""
    counts: Counter[str] = field(default_factory=Counter)
    """By code: how often each remark was made."""

    def add(
        self,
        code: str,
        message: str,
        place: str = "",
        hint: str = "",
        line: int | None = None,
    ) -> None:
        """Note something."""
        self.counts[code] += 1
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(Remark(code, message, place, hint, line))


MOST_REMARKS = 10_000
"""Remarks that are kept word by word."""


@dataclass(frozen=True, slots=True)
class Package:
    """What one source holds. Close it: it may hold files open."""

    format: str
    """The name of its format, such as `anki`; one of `drill.interchange.formats`."""
    title: str
    """For people: of the deck, or of the file."""
    total: int
    """Notes there are, as far as is known beforehand; for showing progress."""
    notes: Callable[[], Iterator[ForeignNote]]
    """Reads the notes; a second call reads them again. What cannot be read is skipped
    and told to the report. Raises `BrokenSource` when nothing more can be read."""
    report: Report
    decks: Sequence[ForeignDeck] = ()
    types: Sequence[NoteType] = ()
    media: MediaFiles = field(default_factory=NoMedia)
    mapping: Mapping[str, Any] | None = None
    """Of a table: how its columns were understood; `None` where nothing can be chosen.
    `drill.interchange.tables` says what is in it."""
    close: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a source may claim; beyond it is refused with a word, never half read."""

    file_bytes: int = 2 << 30
    """Of the file itself."""
    unpacked_bytes: int = 8 << 30
    """Of all that is packed in it."""
    ratio: int = 200
    """Unpacked bytes for each packed one, over `small_bytes`."""
    small_bytes: int = 16 << 20
    """A member up to this is never a bomb."""
    entries: int = 200_000
    """Members of an archive, files of a folder."""
    notes: int = 1_000_000
    field_chars: int = 10 << 20
    """Of one field as it stands in the source."""
    depth: int = 200
    """Elements, brackets or folders inside one another."""


LIMITS = Limits()

SourceKind: TypeAlias = Literal["file", "folder"]
