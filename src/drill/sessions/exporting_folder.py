"""An export as a folder of decks, as one's own are kept."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from drill.content.notes import parse_note
from drill.content.writing import append_note, create_deck, create_topic
from drill.errors import InvalidNote, NotWritable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drill.interchange.outgoing import OutgoingNote


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


def _write_decks(path: Path, notes: Sequence[OutgoingNote]) -> None:
    known: dict[str, Path] = {}
    for note in notes:
        deck, _, topic = str(note.topic).partition("/")
        file = path.joinpath(*deck.split("::"), f"{topic}.yaml")
        made = parse_note(note.document)
        if deck not in known:
            *above, name = deck.split("::")
            title = " › ".join(note.deck)
            known[deck] = create_deck(path.joinpath(*above), name, title)
        number = 1
        while file.exists():
            with suppress(InvalidNote):
                append_note(file, made)
                break
            number += 1  # two imported notes may have one readable id
            made = made.model_copy(update={"id": f"{note.document['id']}-{number}"})
        else:
            create_topic(known[deck], topic, topic, made)
