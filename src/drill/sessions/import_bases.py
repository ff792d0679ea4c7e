"""What the record keeps of where a note came from, and what has changed since.

A note has one source, as a package; beside it, it may have gone out in a folder of
decks and come back. What each of them said last is kept by itself: an edit that came
from a folder is no news of the package. A folder began from what went out with it, and
goes on from what it said when it came in last.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from drill.content.notes import note_document, parse_note
from drill.errors import InvalidNote
from drill.ids import NoteId
from drill.interchange.identities import said_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.events import NotePut
    from drill.interchange.package import ForeignNote
    from drill.sessions.import_arrived import Arrived
    from drill.store.notes import KnownNote
    from drill.store.units import ReadUnit

ADDED: Final = "added"


class Base(NamedTuple):
    """`NotePut.base` of an imported note, or of one that came back in a folder."""

    stamp: str = ""
    """Of the source, as it came last; empty where there is no other than folders."""
    seen: str = ""
    """The stamp of a folder's note, as it came last; empty where none did."""
    out: str = ""
    """`ForeignNote.went_out` of that one."""
    said: str = ""
    """The digest of its document."""
    digest: str = ""
    """Of the document of the source; of the folder's where there is no other."""

    @property
    def text(self) -> str:
        """As it is kept: the source's words are the first and the last."""
        return " ".join(self) if self.out else f"{self.stamp} {self.digest}"

    def after(self, found: Arrived) -> Base:
        """What is kept when a note has come in again."""
        note, digest = found.note, found.digest
        if not note.went_out:
            return Base(note.stamp, self.seen, self.out, self.said, digest)
        if self.stamp:
            return Base(self.stamp, note.stamp, note.went_out, digest, self.digest)
        return Base("", note.stamp, note.went_out, digest, digest)


NO_BASE = Base()


def base_of(text: str) -> Base:
    """What a base says; of a shipped or an added note it is about no source."""
    words = text.split(" ")
    match len(words):
        case 2:
            return Base(words[0], digest=words[1])
        case 5:
            return Base(*words)
        case _:
            return NO_BASE


class Changed(NamedTuple):
    """Where a note says something else than it did."""

    there: bool
    here: bool


def stays(note: ForeignNote, known: KnownNote) -> bool:
    """Whether a note that is there is left alone, as it says what it said going out.

    Not so where a folder's note came in before: it was changed back in the folder then,
    or another machine has sent a newer text.
    """
    if not (note.is_ours and note.went_out):
        return note.is_ours
    base = base_of(known.base)
    return note.went_out != base.out and known.content_hash != base.said


def changed(found: Arrived, known: KnownNote, base: Base) -> Changed:
    """Where a note has changed since what it said in both places.

    Args:
        found: what the file says; it is not what it said when it came in last.
        known: what is here.
        base: of that.
    """
    here, out = known.content_hash, found.note.went_out
    if not out:
        return Changed(found.digest != base.digest, here != base.digest)
    if here == base.said or base.out == out:
        return Changed(there=True, here=here != base.said)
    return Changed(there=True, here=_said(known) != out)


def says_the_same(found: Arrived, known: KnownNote) -> bool:
    """Whether a file says of a note what is here, but for ids for people to read."""
    return said_by(found.document) == said_by(known.document)


def _said(known: KnownNote) -> str:
    """What `said_by` makes of a note here, as it is written when it goes out."""
    document = known.document
    with suppress(InvalidNote):  # of a newer program, and so not what went out
        document = note_document(parse_note(document))
    return said_by(document)


def as_it_came(unit: ReadUnit, put: NotePut, base: Base) -> NotePut:
    """What a folder says of a note, which still is where it came from before.

    Args:
        unit: where that is kept.
        put: of the folder's note.
        base: of what is here.
    """
    note = NoteId(put.note)
    if base.stamp:
        return replace(put, extra=_extra(unit, note))
    is_added = unit.notes.get(note).origin == ADDED
    return replace(put, origin=ADDED) if is_added else put


def _extra(unit: ReadUnit, note: NoteId) -> Mapping[str, Any] | None:
    """What the source of a note had beside its text, as it was kept last."""
    rows = unit.outgoing.notes([unit.outgoing.key(note)])
    kept = unit.outgoing.extras(rows).values()
    return next((extra for _, extra in kept), None)
