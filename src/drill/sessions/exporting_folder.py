"""An export as a folder of decks, as one's own are kept.

Notes that are in no file here, as imported and added ones, stand in a file beside them
(`drill.interchange.identities`), so that the folder can come back.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drill.content.atomic import write_atomically
from drill.content.emitting import mapping_lines, note_lines
from drill.content.fields import ID_LENGTH
from drill.content.library import LARGEST_BYTES
from drill.content.notes import note_document, parse_note
from drill.content.reader import read_topic
from drill.content.writing import create_deck
from drill.errors import NotWritable
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
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from drill.content.notes import Note
    from drill.ids import DeckId, NoteId, TopicId
    from drill.interchange.outgoing import OutgoingNote

    OfFiles = Callable[[Sequence[NoteId]], AbstractSet[NoteId]]


def write_folder(path: Path, notes: Iterable[OutgoingNote], of_files: OfFiles) -> None:
    """Write a new folder of decks, all of it or nothing.

    Args:
        path: where; nothing may be there.
        notes: what is in it.
        of_files: which of some notes say here what a deck's file says.

    Raises:
        NotWritable: something is there already.
        OSError: it cannot be written.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise NotWritable(path, "it is there already, and is not replaced")
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.mkdir(parents=True)  # where that is refused, it is of `path`
        _write_decks(beside, notes, of_files)
        beside.replace(path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write_decks(path: Path, notes: Iterable[OutgoingNote], of_files: OfFiles) -> None:
    decks: dict[DeckId, list[OutgoingNote]] = {}
    for note in notes:
        decks.setdefault(deck_of(note.topic), []).append(note)
    for deck, mine in decks.items():
        *above, name = deck.split("::")
        title = title_of(mine[0].deck)
        folder = create_deck(path.joinpath(*above), name, title)
        _write_deck(folder, mine, of_files)


def _write_deck(folder: Path, notes: Sequence[OutgoingNote], of_files: OfFiles) -> None:
    """The topics of a deck, and who its notes are where their places do not say all.

    A note of a file here is where its place says, and is compared with that file.
    """
    topics: dict[str, list[OutgoingNote]] = {}
    for note in notes:
        topics.setdefault(_name(note.topic), []).append(note)
    names = _Ids(topics)
    files = [file for mine in topics.values() for file in _files(mine, names)]
    for file in files:
        file.write(folder)
    listed = [
        (f"{file.name}/{made.id}", outgoing, made)
        for file in files
        for outgoing, made in file.notes
    ]
    told = [
        outgoing.note
        for place, outgoing, _ in listed
        if outgoing.note == f"{folder.name}/{place}"
    ]
    untold = of_files(told)
    known = {
        place: _identified(outgoing, made)
        for place, outgoing, made in listed
        if outgoing.note not in untold
    }
    decks = {
        file.name: file.notes[0][0].deck
        for file in files
        if _name(file.notes[0][0].topic) == TOPIC
    }
    if known:
        write_atomically(folder / FILE, as_json(Identities(known, decks)).encode())


def _identified(outgoing: OutgoingNote, made: Note) -> Identified:
    name = str(outgoing.document["id"])
    said = said_by(note_document(made))
    return Identified(outgoing.note, said, "" if name == made.id else name)


def _name(topic: TopicId) -> str:
    return topic.partition("/")[2]


@dataclass(slots=True)
class _File:
    """A topic on its way into a file."""

    name: str
    lines: list[str]
    size: int
    """Bytes of the lines."""
    notes: list[tuple[OutgoingNote, Note]] = field(default_factory=list)

    def write(self, folder: Path) -> None:
        """Write it, if it then says what it should."""
        path = folder / f"{self.name}.yaml"
        content = _bytes(self.lines)
        read = read_topic(path, content)
        found = [each.note for each in read.topic.notes] if read.topic else []
        if found != [note for _, note in self.notes]:
            raise NotWritable(path, "the notes cannot be put there")
        write_atomically(path, content)


def _files(notes: Sequence[OutgoingNote], names: _Ids) -> Iterator[_File]:
    """A topic's notes in as many files as they need.

    Args:
        notes: of one topic.
        names: ids of the deck's topics.
    """
    topic = _name(notes[0].topic)
    ids = _Ids()
    file = _begun(topic)
    for outgoing in notes:
        note = parse_note(outgoing.document)
        # Two imported notes may have one readable id.
        note = note.model_copy(update={"id": ids.free(note.id)})
        lines = ["", *note_lines(note)]
        size = len(_bytes(lines))
        if file.notes and file.size + size > LARGEST_BYTES:
            yield file
            file = _begun(names.free(topic))
        file.lines += lines
        file.size += size
        file.notes.append((outgoing, note))
    yield file


def _begun(topic: str) -> _File:
    lines = [*mapping_lines({"topic": topic, "title": topic}), "", "notes:"]
    return _File(topic, lines, len(_bytes(lines)))


def _bytes(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


class _Ids:
    """Ids that are given out once each."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._tried: Counter[str] = Counter()

    def free(self, name: str) -> str:
        """An id that is nobody's: the one that is wished for, or one like it."""
        made = name
        while made in self._taken:
            self._tried[name] += 1
            number = f"-{self._tried[name] + 1}"
            made = f"{name[: ID_LENGTH - len(number)]}{number}"
        self._taken.add(made)
        return made
