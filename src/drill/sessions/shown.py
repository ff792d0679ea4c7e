"""What a card shows: its note read, its faces, its place and its kin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.content.faces import faces
from drill.errors import InvalidNote
from drill.sessions.steps import Face

if TYPE_CHECKING:
    from drill.content.faces import CardFace
    from drill.content.notes import Note
    from drill.ids import CardId, TopicId
    from drill.store.card_rows import StoredCard
    from drill.store.notes import StoredNote
    from drill.store.units import ReadUnit


def face_in(note: Note, part: str) -> Face:
    """What one card of a note shows.

    Raises:
        InvalidNote: the note has no such part.
    """
    face = next((each for each in faces(note) if each.part == part), None)
    if face is None:
        raise InvalidNote((f"it has no card {part!r}",))
    return face_with(face, note)


def face_with(face: CardFace, note: Note) -> Face:
    """A card's face with what its whole note says."""
    return Face(
        front=face.front,
        back=face.back,
        why=note.why,
        source=note.source,
        hints=note.hints,
        is_cloze=face.is_cloze,
    )


def title_of(topic: TopicId | None) -> str:
    """`networking › tcp-congestion`."""
    if topic is None:
        return ""
    deck, _, name = topic.partition("/")
    return f"{deck} › {name}"


def contrasts_of(unit: ReadUnit, note: StoredNote) -> tuple[CardId, ...]:
    """The first card of each note that is easily confused with a note."""
    if not note.contrast:
        return ()
    found: dict[str, StoredCard] = {}
    for card in unit.cards.of_notes(note.contrast):
        if card.askable:
            found.setdefault(card.note, card)
    return tuple(found[each].card for each in note.contrast if each in found)
