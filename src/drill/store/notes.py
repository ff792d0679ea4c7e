"""Notes as they are shown now, and where each comes from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, case, false, func, null, select

from drill.errors import NoteNotFound
from drill.events import NoteRemoved
from drill.ids import NoteId, TopicId
from drill.store import history, sqlite
from drill.store.quick import Quick, QuickList
from drill.store.schema import journal, notes, operations, topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from drill.store.link import Link

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A note as the store knows it."""

    note: NoteId
    topic: TopicId
    kind: str
    revision: int
    document: Mapping[str, Any]
    """As it is shown; `content.notes.parse_note` makes the note of it."""
    content_hash: str
    """Of `document`."""
    present: bool
    """False when it is gone from the decks; its cards wait for it."""
    origin: str
    """`file`, `override`, `added` or `imported`; empty when not present."""
    path: Path | None
    """The deck file that holds it; None of added and imported notes."""
    line: int
    """Where it begins in the file, from 1."""
    file_hash: str
    """Of what the file says now; empty without a file."""
    file_document: Mapping[str, Any] | None
    """What the file says while something lies over it."""
    base: str
    """Of an override: the hash of what the file said when it was made."""
    tags: tuple[str, ...]
    needs: tuple[str, ...]
    """Ids of notes and topics that come first."""
    contrast: tuple[NoteId, ...]
    position: int
    """Its place in the topic."""

    @property
    def is_outdated(self) -> bool:
        """Whether the shipped note changed under an override; show both then."""
        return self.origin == "override" and self.base != self.file_hash


class KnownNote(NamedTuple):
    """What tells whether a note has changed, here or where it came from."""

    topic: TopicId
    present: bool
    content_hash: str
    """Of the document as it is shown."""
    base: str
    """Of an imported note: what it said when it was imported last."""
    text: str
    """The document as JSON."""

    @property
    def document(self) -> Mapping[str, Any]:
        """As it is shown."""
        found: Mapping[str, Any] = json.loads(self.text)
        return found


class Kin(NamedTuple):
    """What a note says of other notes and topics."""

    needs: tuple[str, ...]
    contrast: tuple[NoteId, ...]
    minutes: int = 0
    """What a prompt takes; 0 of cards and questions, which take seconds."""


USUAL_MINUTES = 15
"""Of a prompt that does not say how long it takes."""

_COLUMNS = (
    notes.c.note_id,
    topics.c.topic_id,
    *(
        notes.c[name]
        for name in (
            *("kind", "revision", "document", "content_hash", "present", "origin"),
            *("file", "line", "file_hash", "file_document", "base", "tags", "needs"),
            *("contrast", "ordinal"),
        )
    ),
)
_NOTES = select(*_COLUMNS).join(topics, topics.c.key == notes.c.topic)
_ONE = Quick(_NOTES.where(notes.c.note_id == bindparam("note")))
_MANY = _NOTES.where(notes.c.note_id.in_(bindparam("wanted", expanding=True)))
_KIN = select(
    notes.c.note_id,
    notes.c.needs,
    notes.c.contrast,
    case((notes.c.kind == "prompt", notes.c.document), else_=null()),
).where(notes.c.note_id.in_(bindparam("wanted", expanding=True)))
_KNOWN = QuickList(
    select(
        notes.c.note_id,
        topics.c.topic_id,
        notes.c.present,
        notes.c.content_hash,
        notes.c.base,
        notes.c.document,
    )
    .join(topics, topics.c.key == notes.c.topic)
    .where(notes.c.note_id.in_(bindparam("wanted", expanding=True))),
    "wanted",
)
_BASES = QuickList(
    select(notes.c.note_id, notes.c.base).where(
        notes.c.present, notes.c.note_id.in_(bindparam("wanted", expanding=True))
    ),
    "wanted",
)
_HISTORY = select(notes.c.history).where(notes.c.note_id == bindparam("note"))
_KINDS = (
    select(journal.c.kind)
    .outerjoin(operations, operations.c.key == journal.c.operation)
    .where(
        journal.c.position.in_(bindparam("positions", expanding=True)),
        func.coalesce(operations.c.retracted, false()).is_(false()),
    )
    .order_by(journal.c.hybrid_us.desc(), journal.c.sequence.desc())
)
_BY_KEYS = _NOTES.where(notes.c.key.in_(bindparam("keys", expanding=True)))
_OVER = _NOTES.where(
    notes.c.present, notes.c.origin.in_(("override", "added", "imported"))
).order_by(notes.c.note_id)


class Notes:
    """Notes by their ids and by their words."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, note: NoteId) -> StoredNote:
        """A note that was ever shown.

        Raises:
            NoteNotFound: there was none of that id.
        """
        found = self.find(note)
        if found is None:
            raise NoteNotFound(note)
        return found

    def find(self, note: NoteId) -> StoredNote | None:
        """A note that was ever shown, None when there was none of that id."""
        row = self._link.quick_row(_ONE, {"note": note})
        return None if row is None else _note(row)

    def many(self, wanted: Iterable[NoteId]) -> dict[NoteId, StoredNote]:
        """Those of some notes that are known, by id."""
        ids = list(dict.fromkeys(wanted))
        found = {}
        for start in range(0, len(ids), AT_ONCE):
            for row in self._link.rows(_MANY, {"wanted": ids[start : start + AT_ONCE]}):
                note = _note(row)
                found[note.note] = note
        return found

    def kin(self, wanted: Iterable[NoteId]) -> dict[NoteId, Kin]:
        """What some notes need and contrast with; ten times as quick as `many`."""
        ids = list(dict.fromkeys(wanted))
        return {
            NoteId(note): Kin(
                tuple(_list(needs)),
                tuple(map(NoteId, _list(contrast))),
                0 if prompt is None else _minutes(prompt),
            )
            for start in range(0, len(ids), AT_ONCE)
            for note, needs, contrast, prompt in self._link.rows(
                _KIN, {"wanted": ids[start : start + AT_ONCE]}
            )
        }

    def bases(self, wanted: Sequence[NoteId]) -> dict[NoteId, str]:
        """What those of some notes that are there said when they were imported last."""
        rows: Sequence[Any] = self._link.quick_rows_of(_BASES, wanted)
        return dict(rows)

    def known(self, wanted: Iterable[NoteId]) -> dict[NoteId, KnownNote]:
        """Those of some notes that were ever shown, by id."""
        return {
            NoteId(note): KnownNote(TopicId(topic), bool(present), *rest)
            for note, topic, present, *rest in self._link.quick_rows_of(_KNOWN, wanted)
        }

    def is_removed(self, note: NoteId) -> bool:
        """Whether the learner removed a note that was added or imported."""
        packed = self._link.scalar(_HISTORY, {"note": note})
        positions = {"positions": history.unpack(packed or b"")}
        return bool(self._link.scalar(_KINDS, positions) == NoteRemoved.kind)

    def written(self) -> list[StoredNote]:
        """All notes that the journal holds: overrides, added and imported ones."""
        return [_note(row) for row in self._link.rows(_OVER)]

    def similar(self, text: str, limit: int = 5) -> list[tuple[StoredNote, float]]:
        """Notes that share words with a text, best first.

        Returns:
            Notes with how much of their words they share: 0 to 1, 1 for the same.
        """
        words = _words(text)
        if not words:
            return []
        keys = self._link.special(sqlite.notes_with_any, sorted(words), limit * 4)
        rows = self._link.rows(_BY_KEYS, {"keys": keys})
        scored = [(note, _likeness(words, note)) for note in map(_note, rows)]
        scored.sort(key=lambda pair: (-pair[1], pair[0].note))
        return scored[:limit]


def _note(row: Any) -> StoredNote:
    note, topic, kind, revision, document, content_hash, present, origin = row[:8]
    file, line, file_hash, file_document, base, tags, needs, contrast, place = row[8:]
    return StoredNote(
        note=NoteId(note),
        topic=TopicId(topic),
        kind=kind,
        revision=revision,
        document=json.loads(document),
        content_hash=content_hash,
        present=bool(present),
        origin=origin,
        path=None if file is None else Path(file),
        line=line,
        file_hash=file_hash,
        file_document=None if file_document is None else json.loads(file_document),
        base=base,
        tags=tuple(tags.split()),
        needs=tuple(json.loads(needs)),
        contrast=tuple(NoteId(each) for each in json.loads(contrast)),
        position=place,
    )


def _list(text: str) -> list[str]:
    found: list[str] = [] if text == "[]" else json.loads(text)
    return found


def _words(text: str) -> set[str]:
    letters = "".join(c if c.isalnum() else " " for c in text.casefold())
    return set(letters.split())


def _likeness(words: set[str], note: StoredNote) -> float:
    """Shared words among all words of both (Jaccard), of the question alone."""
    asked = [note.document.get(key) for key in ("front", "text", "question", "title")]
    own = _words(" ".join(text for text in asked if isinstance(text, str)))
    return len(words & own) / len(words | own) if own else 0.0


def _minutes(document: str) -> int:
    found = json.loads(document).get("minutes")
    return found if isinstance(found, int) else USUAL_MINUTES
