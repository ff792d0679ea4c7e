"""From the fields of a form to a note, and what would come of it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from drill.content.faces import faces
from drill.content.notes import parse_note
from drill.content.plain import plain
from drill.content.repeats import front_words
from drill.content.teaching import findings
from drill.errors import InvalidNote
from drill.ids import NoteId
from drill.sessions.note_steps import DraftPreview, Duplicate
from drill.sessions.shown import face_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drill.content.notes import Note
    from drill.sessions.collection import Collection
    from drill.sessions.note_steps import Draft
    from drill.sessions.steps import Face
    from drill.store.units import ReadUnit

UNNAMED = "note"
"""The id of a note without a Latin letter, until a number makes it unique."""
ID_WORDS = 6
ID_LENGTH = 48
ALIKE = 0.5
"""Shared words as a part of all words, from which a note is called a duplicate."""
_FORM_KEYS = ("front", "back", "text", "both_ways", "why", "source", "tags", "kind")


def preview(collection: Collection, draft: Draft) -> DraftPreview:
    """What a draft would become; nothing is written."""
    with collection.store.read() as unit:
        before = _present_document(unit, draft)
        duplicates = tuple(_duplicates(unit, draft))
    try:
        note = note_of_draft(draft, before)
    except InvalidNote as error:
        return DraftPreview((), error.reasons, (), duplicates)
    if draft.note is None:
        note = note.model_copy(update={"id": slug_of(note)})
    warnings = (f"{found.message}. {found.hint}".strip() for found in findings(note))
    return DraftPreview(faces_of(note), (), tuple(warnings), duplicates)


def note_of_draft(draft: Draft, before: Mapping[str, Any]) -> Note:
    """The note that a draft describes.

    Args:
        draft: the fields of the form.
        before: the note being edited, whose other keys stay; empty for a new one,
            which goes by the id `note` until it has one.

    Raises:
        InvalidNote: with one reason a defect, in the words of the form.
    """
    kept = {key: value for key, value in before.items() if key not in _FORM_KEYS}
    document = {"id": UNNAMED, **kept, **_written(draft)}
    if draft.kind != "basic":
        document["kind"] = draft.kind
    return parse_note(document)


def faces_of(note: Note) -> tuple[Face, ...]:
    """All cards of a note, front and back."""
    return tuple(face_with(face, note) for face in faces(note))


def slug_of(note: Note) -> str:
    """An id made of the first words that a note asks with."""
    words = (_latin(word) for word in front_words(note))
    slug = "-".join([word for word in words if word][:ID_WORDS])
    if len(slug) > ID_LENGTH:
        slug = slug[: ID_LENGTH + 1].rpartition("-")[0] or slug[:ID_LENGTH]
    return slug or UNNAMED


def front_line(document: Mapping[str, Any]) -> str:
    """What a note asks, in one line of plain text."""
    try:
        note = parse_note(document)
    except InvalidNote:  # of a newer program: it is there, but cannot be read
        return ""
    return plain(faces(note)[0].front)


def _written(draft: Draft) -> dict[str, Any]:
    """The keys that the form fills; empty fields are no keys."""
    text = {"text": draft.front} if draft.kind == "cloze" else {"front": draft.front}
    if draft.kind != "cloze":
        text["back"] = draft.back
    optional = {
        "both_ways": draft.both_ways and draft.kind == "basic",
        "why": draft.why.strip(),
        "source": [line.strip() for line in draft.source.splitlines() if line.strip()],
        "tags": draft.tags.replace(",", " ").split(),
    }
    return {**text, **{key: value for key, value in optional.items() if value}}


def _present_document(unit: ReadUnit, draft: Draft) -> Mapping[str, Any]:
    return {} if draft.note is None else unit.notes.get(draft.note).document


def _duplicates(unit: ReadUnit, draft: Draft) -> Iterator[Duplicate]:
    for stored, likeness in unit.notes.similar(draft.front):
        if likeness >= ALIKE and stored.present and stored.note != draft.note:
            yield Duplicate(stored.note, front_line(stored.document), likeness)


def _latin(word: str) -> str:
    """A word in the letters and digits of ids: `naïve` is `naive`."""
    plainer = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plainer.lower() if letter.isalnum())


def unique_name(unit: ReadUnit, topic: str, wanted: str) -> str:
    """An id that no note of a topic has or had: `leader`, or `leader-2`."""
    name, number = wanted, 1
    while unit.notes.find(NoteId(f"{topic}/{name}")) is not None:
        number += 1
        name = f"{wanted}-{number}"
    return name
