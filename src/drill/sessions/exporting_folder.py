"""An export as a folder of decks, as one's own are kept.

Notes whose place in it does not say who they are, as imported ones, stand in a file
beside them (`drill.interchange.identities`), so that the folder can come back.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drill.content.atomic import write_atomically
from drill.content.notes import note_document, parse_note
from drill.content.writing import append_note, create_deck, create_topic
from drill.errors import InvalidNote, NotWritable
from drill.ids import deck_of
from drill.interchange.identities import (
    FILE,
    Identified,
    Identities,
    as_json,
    said_by,
    title_of,
)
from drill.sessions.import_decks import TOPIC

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drill.content.notes import Note
    from drill.ids import DeckId
    from drill.interchange.outgoing import OutgoingNote
    from drill.interchange.package import DeckPath


def write_folder(path: Path, notes: Sequence[OutgoingNote]) -> None:
    """Write a new folder of decks, all of it or nothing.

    Raises:
        NotWritable: something is there already.
        OSError: it cannot be written.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise NotWritable(path, "it is there already, and is not replaced")
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.mkdir(parents=True)  # where that is refused, it is of `path`
        _write_decks(beside, notes)
        beside.replace(path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@dataclass(slots=True)
class _Deck:
    """A deck's folder, and who its notes are."""

    folder: Path
    notes: dict[str, Identified] = field(default_factory=dict)
    decks: dict[str, DeckPath] = field(default_factory=dict)

    def add(self, outgoing: OutgoingNote) -> None:
        """Write a note at the end of its topic."""
        topic = str(outgoing.topic).partition("/")[2]
        made = _put(self.folder, topic, parse_note(outgoing.document))
        place = f"{topic}/{made.id}"
        if outgoing.note == f"{self.folder.name}/{place}":
            return
        said = said_by(note_document(made))
        self.notes[place] = Identified(outgoing.note, said)
        if topic == TOPIC:
            self.decks[topic] = outgoing.deck

    def close(self) -> None:
        """Write who the notes are, where their places do not say it."""
        if self.notes:
            text = as_json(Identities(self.notes, self.decks))
            write_atomically(self.folder / FILE, text.encode())


def _write_decks(path: Path, notes: Sequence[OutgoingNote]) -> None:
    known: dict[DeckId, _Deck] = {}
    for note in notes:
        deck = deck_of(note.topic)
        if deck not in known:
            *above, name = deck.split("::")
            folder = create_deck(path.joinpath(*above), name, title_of(note.deck))
            known[deck] = _Deck(folder)
        known[deck].add(note)
    for each in known.values():
        each.close()


def _put(folder: Path, topic: str, note: Note) -> Note:
    """A note as it was written: two imported ones may have one readable id."""
    file = folder / f"{topic}.yaml"
    if not file.exists():
        create_topic(folder, topic, topic, note)
        return note
    number, made = 1, note
    while True:
        with suppress(InvalidNote):
            append_note(file, made)
            return made
        number += 1
        made = note.model_copy(update={"id": f"{note.id}-{number}"})
