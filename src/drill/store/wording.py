"""What the store indexes of a note, computed from its document.

Imports pydantic through the content (200 ms): only for notes that changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from drill.content.faces import faces
from drill.content.indexing import document_hash
from drill.content.notes import parse_note
from drill.content.plain import plain, searchable, words_of_sides
from drill.content.references import full_reference
from drill.errors import InvalidNote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.content.faces import CardFace
    from drill.content.notes import Note
    from drill.ids import TopicId

ONLY_PART = "front"
"""Of a note that is not asked both ways."""
FRONT_LENGTH = 160
"""Characters of a front that lists show."""


class PartWording(NamedTuple):
    """One card that a note yields."""

    part: str
    front: str
    """One line, plain text."""
    askable: bool


class Wording(NamedTuple):
    """A note as the store keeps it."""

    kind: str
    revision: int
    parts: tuple[PartWording, ...]
    """In the order of the cards; none of a note that this program cannot read."""
    text: str
    """All words, for searching."""
    tags: tuple[str, ...]
    needs: tuple[str, ...]
    """Full ids of notes and topics."""
    contrast: tuple[str, ...]
    """Full ids of notes."""
    content_hash: str


def wording(document: Mapping[str, Any], topic: TopicId) -> Wording:
    """What a document says, under the topic that it is shown in."""
    digest = document_hash(document)
    try:
        note = parse_note(document)
    except InvalidNote:  # of a newer program, by a merge: kept, not asked
        kind = str(document.get("kind", "basic"))
        return Wording(kind, 1, (), "", (), (), (), digest)
    return wording_of(note, topic, digest)


def two_sided_wording(document: Mapping[str, Any], digest: str) -> Wording:
    """What `wording` says of a valid document of a front, a back and tags alone.

    Args:
        document: of a basic note.
        digest: its content hash.
    """
    front, text = plain(document["front"]), words_of_sides(document)
    part = PartWording(ONLY_PART, front[:FRONT_LENGTH], askable=True)
    tags = tuple(dict.fromkeys(document.get("tags", ())))
    return Wording("basic", 1, (part,), text, tags, (), (), digest)


def part_wording(face: CardFace) -> PartWording:
    """One card as lists show it."""
    front = plain(face.front)[:FRONT_LENGTH]
    return PartWording(face.part, front, face.is_askable)


def wording_of(note: Note, topic: TopicId, digest: str) -> Wording:
    """What a note says that was read already.

    Args:
        note: the note.
        topic: that it is shown in.
        digest: the content hash of its document.
    """
    return Wording(
        kind=note.kind,
        revision=note.revision,
        parts=tuple(map(part_wording, faces(note))),
        text=searchable(note),
        tags=tuple(dict.fromkeys(note.tags)),
        needs=tuple(full_reference(each, topic) for each in note.needs),
        contrast=tuple(full_reference(each, topic) for each in note.contrast),
        content_hash=digest,
    )
