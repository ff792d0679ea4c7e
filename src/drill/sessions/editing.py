"""Changing notes that are there: own files in place, all others in the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drill.content.teaching import findings
from drill.errors import InvalidNote, NoteNotFound, OutOfTurn
from drill.events import NotePut, NoteRemoved
from drill.sessions.drafting import faces_of
from drill.sessions.judging import judge
from drill.sessions.note_steps import DraftPreview, EditTarget
from drill.sessions.own_files import is_own
from drill.sessions.rereading import reread
from drill.sessions.steps import Changed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from drill.content.notes import Note
    from drill.content.problems import Problem
    from drill.ids import NoteId
    from drill.sessions.collection import Collection
    from drill.store.notes import StoredNote

_HEAD = "topic: topic\ntitle: Topic\nnotes:\n"
"""Makes a topic's file of one note, so that it is read like any other."""
_HEAD_LINES = _HEAD.count("\n")
_UNNAMED = Path("note.yaml")
_LIFT = "bring the shipped wording back"
_REMOVE = "remove the note"
_UNCHANGED = Changed("nothing changed", 0, can_undo=False)


def edit_target(collection: Collection, note: NoteId) -> EditTarget:
    """Where a note is edited: its line in an own file, or its YAML.

    Raises:
        NoteNotFound: it is not there.
    """
    stored = _present(collection, note)
    if stored.origin == "file" and stored.path and is_own(collection, stored.path):
        return EditTarget(note, stored.path, stored.line, "", "file")
    origin = "shipped" if stored.origin == "file" else stored.origin
    original = ""
    if stored.is_outdated and stored.file_document is not None:
        original = _yaml(stored.file_document)
    return EditTarget(note, None, 1, _yaml(stored.document), origin, original)


def save_edit(collection: Collection, note: NoteId, yaml: str) -> Changed:
    """Keep a note's new YAML, as one operation.

    Raises:
        NoteNotFound: the note is not there.
        InvalidNote: with one reason a defect, each with line and column.
        NotWritable: of an own file that cannot be written.
    """
    stored = _present(collection, note)
    return keep_edit(collection, stored, _read(stored, yaml))


def preview_yaml(collection: Collection, note: NoteId, yaml: str) -> DraftPreview:
    """What a note edited as YAML would become; problems name line and column.

    Raises:
        NoteNotFound: the note is not there.
    """
    stored = _present(collection, note)
    try:
        edited = _read(stored, yaml)
    except InvalidNote as error:
        return DraftPreview((), error.reasons, (), ())
    found = (*findings(edited), *judge(edited))
    warnings = (f"{each.message}. {each.hint}".strip() for each in found)
    return DraftPreview(faces_of(edited), (), tuple(warnings), ())


def keep_edit(collection: Collection, stored: StoredNote, edited: Note) -> Changed:
    """Put another wording in the place of a note's present one.

    Raises:
        InvalidNote: its id is another one.
        NotWritable: of an own file that cannot be written.
    """
    from drill.content.notes import note_document

    document = note_document(edited)
    if edited.id != stored.document["id"]:
        reason = f"the id stays {stored.document['id']!r}: progress goes by it"
        raise InvalidNote((reason,))
    if document == stored.document:
        return _UNCHANGED
    if stored.origin == "file" and stored.path and is_own(collection, stored.path):
        return _replace(collection, stored, edited)
    if stored.origin == "override" and document == stored.file_document:
        return lift_override(collection, stored.note)
    is_shipped = stored.origin in {"file", "override"}
    with collection.store.write(f"edit {stored.note}") as unit:
        unit.record(
            NotePut(
                stored.note,
                stored.topic,
                document,
                origin="override" if is_shipped else stored.origin,
                base=stored.file_hash if is_shipped else stored.base,
            )
        )
    return Changed(f"{stored.note} changed", 1)


def lift_override(collection: Collection, note: NoteId) -> Changed:
    """Let a shipped note say again what its deck says.

    Raises:
        NoteNotFound: it is not there.
        OutOfTurn: it says that already.
    """
    if _present(collection, note).origin != "override":
        raise OutOfTurn(_LIFT, "its wording was never changed")
    with collection.store.write(f"shipped wording of {note}") as unit:
        unit.record(NoteRemoved(note))
    return Changed(f"{note} says again what its deck says", 1)


def remove_note(collection: Collection, note: NoteId) -> Changed:
    """Take out a note that was added or imported; undo brings it back whole.

    Raises:
        NoteNotFound: it is not there.
        OutOfTurn: it stands in a deck's file.
    """
    if _present(collection, note).origin not in {"added", "imported"}:
        raise OutOfTurn(_REMOVE, "it stands in a file of its deck")
    with collection.store.write(f"remove {note}") as unit:
        unit.record(NoteRemoved(note))
    return Changed(f"{note} removed", 1)


def _present(collection: Collection, note: NoteId) -> StoredNote:
    with collection.store.read() as unit:
        stored = unit.notes.get(note)
    if not stored.present:
        raise NoteNotFound(note)
    return stored


def _yaml(document: Mapping[str, Any]) -> str:
    from drill.content.notes import parse_note
    from drill.content.writing import note_yaml

    return note_yaml(parse_note(document))


def _replace(collection: Collection, stored: StoredNote, edited: Note) -> Changed:
    from drill.content.writing import replace_note

    assert stored.path is not None  # noqa: S101 - of a note in a file
    replace_note(stored.path, edited.id, edited)
    reread(collection)
    return Changed(f"{stored.note} changed", 1, can_undo=False)


def _read(stored: StoredNote, yaml: str) -> Note:
    """The one note of a text; a kata is a whole file."""
    from drill.content.reader import read_kata, read_topic

    if stored.kind == "kata":
        kata = read_kata(_UNNAMED, yaml.encode())
        notes = [kata.kata] if kata.kata else []
        return _only(notes, kata.problems, 0)
    topic = read_topic(_UNNAMED, (_HEAD + yaml).encode())
    notes = list(topic.topic.notes) if topic.topic else []
    return _only(notes, topic.problems, _HEAD_LINES)


def _only(notes: list[Any], problems: tuple[Problem, ...], head: int) -> Note:
    reasons = [_sentence(found, head) for found in problems if found.is_error]
    if not reasons and len(notes) != 1:
        reasons = [f"expected one note, found {len(notes)}"]
    if reasons:
        raise InvalidNote(tuple(reasons))
    found: Note = notes[0].note
    return found


def _sentence(problem: Problem, head: int) -> str:
    """`line 3, column 5: the key `back` is missing`, counted in the text itself."""
    place = f"line {max(1, problem.line - head)}, column {problem.column}"
    return " ".join(filter(None, (f"{place}: {problem.message}.", problem.hint)))
