"""A changed file as the store keeps it: full ids, documents, hashes, plain text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drill.content.faces import faces
from drill.content.library import (
    DECK_FILE,
    DeckFile,
    FileNote,
    TopicFile,
    content_hash,
    content_if_any,
    content_of,
    entries,
    topic_position,
)
from drill.content.notes import note_document
from drill.content.plain import searchable
from drill.content.problems import Problem, problem
from drill.content.reader import read_deck, read_kata, read_topic
from drill.content.references import (
    former_notes,
    former_topics,
    full_prerequisite,
    full_reference,
)
from drill.ids import DeckId, NoteId, TopicId

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drill.content.library import FileStamp
    from drill.content.noted import ReadNote
    from drill.content.topics import DeckHead, TopicHead

KATA_POSITION = 100_000
"""Katas come after the notes of their topic's file."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What came of reading one file."""

    stamp: FileStamp
    content_hash: str
    """Of the file's bytes; empty if it cannot be opened."""
    file: TopicFile | DeckFile | None
    """None if the file says nothing usable: what is known of it shall stay."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What a note takes from its topic and its deck."""

    deck: DeckId
    topic: TopicId
    former_topics: tuple[TopicId, ...]


class Indexer:
    """Reads files; remembers the heads of decks while it lives, so use it once."""

    def __init__(self) -> None:
        self._decks: dict[Path, DeckHead | None] = {}

    def read(self, stamp: FileStamp, known_hash: str | None = None) -> FileRead | None:
        """What a file says, or None if it still has the contents of a known hash.

        Args:
            stamp: of `library.scan`.
            known_hash: `content_hash` of the bytes that were read last.
        """
        try:
            content = content_of(stamp.path)
        except OSError as error:
            reason = error.strerror or str(error)
            found = problem("F001", stamp.path, 1, 1, f"cannot be opened: {reason}")
            return FileRead(stamp, "", None, (found,))
        digest = content_hash(content)
        if digest == known_hash:
            return None
        if stamp.role == "deck":
            return self._deck_file(stamp, content, digest)
        if stamp.role == "kata":
            return self._kata_file(stamp, content, digest)
        return self._topic_file(stamp, content, digest)

    def _deck_file(self, stamp: FileStamp, content: bytes, digest: str) -> FileRead:
        read = read_deck(stamp.path, content)
        self._decks[stamp.folder] = head = read.head
        if head is None:
            return FileRead(stamp, digest, None, read.problems)
        file = DeckFile(
            stamp.path,
            stamp.deck,
            digest,
            head.title,
            head.description,
            head.licence,
            head.topics,
            head.formerly,
            stamp.is_shipped,
        )
        return FileRead(stamp, digest, file, read.problems)

    def _topic_file(self, stamp: FileStamp, content: bytes, digest: str) -> FileRead:
        read = read_topic(stamp.path, content)
        topic = read.topic
        if topic is None:
            return FileRead(stamp, digest, None, read.problems)
        name = topic.head.topic
        holder = holder_of(stamp.path, name)
        if holder != stamp.path:
            message = f"the topic `{name}` is that of {holder.name} already"
            found = problem(
                "F009", stamp.path, *topic.tree.position(("topic",)), message
            )
            return FileRead(stamp, digest, None, (*read.problems, found))
        around = self._around(stamp, topic.head)
        file = TopicFile(
            path=stamp.path,
            deck=stamp.deck,
            topic=around.topic,
            role="topic",
            content_hash=digest,
            title=topic.head.title,
            position=self._position(stamp, name),
            needs=tuple(
                full_prerequisite(each, stamp.deck) for each in topic.head.needs
            ),
            formerly=around.former_topics,
            notes=tuple(
                _file_note(note, around, place)
                for place, note in enumerate(topic.notes)
            ),
            unreadable=tuple(
                NoteId(f"{around.topic}/{name}") for name in topic.unreadable
            ),
            is_shipped=stamp.is_shipped,
        )
        return FileRead(stamp, digest, file, read.problems)

    def _kata_file(self, stamp: FileStamp, content: bytes, digest: str) -> FileRead:
        read = read_kata(stamp.path, content)
        kata = read.kata
        if kata is None or kata.note.kind != "kata":
            return FileRead(stamp, digest, None, read.problems)
        name = kata.note.topic
        around = self._around_kata(stamp, name)
        file = TopicFile(
            path=stamp.path,
            deck=stamp.deck,
            topic=around.topic,
            role="kata",
            content_hash=digest,
            title="",
            position=self._position(stamp, name),
            needs=(),
            formerly=(),
            notes=(_file_note(kata, around, KATA_POSITION),),
            is_shipped=stamp.is_shipped,
        )
        return FileRead(stamp, digest, file, read.problems)

    def _around(self, stamp: FileStamp, head: TopicHead) -> _Around:
        topic = TopicId(f"{stamp.deck}/{head.topic}")
        decks = self._former_decks(stamp)
        return _Around(stamp.deck, topic, former_topics(topic, head.formerly, decks))

    def _around_kata(self, stamp: FileStamp, name: str) -> _Around:
        path = stamp.folder / f"{name}.yaml"
        content = content_if_any(path)
        read = read_topic(path, content) if content is not None else None
        if read and read.topic:
            return self._around(stamp, read.topic.head)
        topic = TopicId(f"{stamp.deck}/{name}")
        formerly = former_topics(topic, (), self._former_decks(stamp))
        return _Around(stamp.deck, topic, formerly)

    def _former_decks(self, stamp: FileStamp) -> tuple[DeckId, ...]:
        head = self._head(stamp)
        return head.formerly if head else ()

    def _position(self, stamp: FileStamp, topic: str) -> int:
        head = self._head(stamp)
        return topic_position(topic, head.topics if head else ())

    def _head(self, stamp: FileStamp) -> DeckHead | None:
        folder = stamp.folder
        if folder not in self._decks:
            path = folder / DECK_FILE
            content = content_if_any(path)
            found = None if content is None else read_deck(path, content).head
            self._decks[folder] = found
        return self._decks[folder]


def holder_of(path: Path, topic: str) -> Path:
    """The file that a topic of a folder belongs to: the one named like it.

    Where no file is, the first by name that claims it.
    """
    named = path.with_name(f"{topic}.yaml")
    if named.is_file():
        return named
    claim = re.compile(
        rb"(?m)^topic:[ \t]*['\"]?" + topic.encode() + rb"['\"]?[ \t\r]*$"
    )
    others = (
        path.with_name(entry.name)
        for entry in entries(path.parent)
        if entry.name.endswith(".yaml") and entry.is_file()
    )
    claiming = (
        other
        for other in others
        if other == path or claim.search(content_if_any(other) or b"")
    )
    return next(claiming, path)


_sorted_json = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode


def canonical(document: Mapping[str, Any]) -> bytes:
    """A document as bytes that are equal exactly when it says the same."""
    return _sorted_json(document).encode()


def document_hash(document: Mapping[str, Any]) -> str:
    """The content hash of a note's document."""
    return content_hash(canonical(document))


def _file_note(read: ReadNote, around: _Around, position: int) -> FileNote:
    note = read.note
    document = note_document(note)
    shown = faces(note)
    full = NoteId(f"{around.topic}/{note.id}")
    return FileNote(
        id=full,
        kind=note.kind,
        revision=note.revision,
        parts=tuple(face.part for face in shown),
        is_askable=all(face.is_askable for face in shown),
        document=document,
        content_hash=document_hash(document),
        text=searchable(note),
        tags=note.tags,
        line=read.line,
        position=position,
        needs=tuple(full_reference(each, around.topic) for each in note.needs),
        contrast=tuple(
            NoteId(full_reference(each, around.topic)) for each in note.contrast
        ),
        formerly=former_notes(full, note.formerly, around.former_topics),
        faces=shown,
    )
