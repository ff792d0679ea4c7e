"""Takes what deck files say into the record."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from drill.content.library import DeckFile, TopicFile, topic_position
from drill.events import Renamed
from drill.ids import CardId, NoteId, card_id, part_of
from drill.store.filing import file_new
from drill.store.library import Library
from drill.store.noting import Noting
from drill.store.schema import cards, decks, files, notes, topics
from drill.store.topic_rows import deck_key, topic_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from drill.content.indexing import FileRead
    from drill.content.library import FileNote
    from drill.content.problems import Problem
    from drill.store.link import Link
    from drill.store.recording import Recording
    from drill.store.shared import Shared

_DROP_FILE = delete(files).where(files.c.path == bindparam("at_path"))
_ADD_FILE = insert(files)
_SAVE_FILE = (
    update(files)
    .where(files.c.path == bindparam("at_path"))
    .values(
        {
            name: bindparam(name)
            for name in (
                *("size", "mtime_ns", "inode", "role", "content_hash", "problems"),
                *("deck", "topic"),
            )
        }
    )
)
_KNOWN_FILE = select(files.c.deck, files.c.topic).where(
    files.c.path == bindparam("at_path")
)
_SAVE_DECK = (
    update(decks)
    .where(decks.c.key == bindparam("row"))
    .values(
        title=bindparam("to_title"),
        description=bindparam("to_description"),
        licence=bindparam("to_licence"),
        shipped=bindparam("to_shipped"),
    )
)
_SHIPPED = (
    update(decks)
    .where(decks.c.key == bindparam("row"))
    .values(shipped=bindparam("to_shipped"))
)
_TOPICS_OF = select(topics.c.key, topics.c.topic_id).where(
    topics.c.deck == bindparam("deck")
)
_ORDER_TOPIC = (
    update(topics)
    .where(topics.c.key == bindparam("row"))
    .values(ordinal=bindparam("to_ordinal"))
)
_SAVE_TOPIC = (
    update(topics)
    .where(topics.c.key == bindparam("row"))
    .values(
        title=bindparam("to_title"),
        ordinal=bindparam("to_ordinal"),
        needs=bindparam("to_needs"),
    )
)
_NOTES_OF_FILE = select(notes.c.note_id).where(notes.c.file == bindparam("at_path"))
_FILE_OF_NOTE = select(notes.c.file).where(notes.c.note_id == bindparam("note"))
_IN_FILE = (
    update(notes)
    .where(notes.c.note_id == bindparam("note"))
    .values(
        file=bindparam("to_file"),
        file_topic=bindparam("to_topic"),
        line=bindparam("to_line"),
        file_hash=bindparam("to_hash"),
        ordinal=bindparam("to_ordinal"),
    )
)
_UNFILED = (
    update(notes)
    .where(notes.c.note_id == bindparam("note"))
    .values(file=None, file_topic=None, line=0, file_hash="", file_document=None)
)
_FORMER_CARDS = select(cards.c.card_id, cards.c.key, cards.c.history).where(
    cards.c.note
    == select(notes.c.key).where(notes.c.note_id == bindparam("note")).scalar_subquery()
)
_RENAME_NOTE = (
    update(notes)
    .where(notes.c.note_id == bindparam("formerly"))
    .values(note_id=bindparam("to_note"))
)
_RENAME_CARD = (
    update(cards)
    .where(cards.c.key == bindparam("row"))
    .values(card_id=bindparam("to_card"))
)


class Indexing(Library):
    """The library, while it may be changed."""

    def __init__(self, link: Link, shared: Shared, recording: Recording) -> None:
        super().__init__(link)
        self._recording = recording
        self._noting = Noting(link, shared, recording)

    def put_file(self, read: FileRead) -> None:
        """Take in a file that is new or has changed.

        Put all such files before dropping those that are gone, so that notes which
        moved from one to another keep their cards.
        """
        self._save_file(read)
        match read.file:
            case DeckFile() as file:
                self._put_deck(file)
            case TopicFile() as file:
                self._put_topic(file)
            case None:
                pass

    def touch_file(self, path: Path, stamp: tuple[int, int, int]) -> None:
        """Note a new stamp of a file whose contents are the same."""
        size, mtime_ns, inode = stamp
        statement = (
            update(files)
            .where(files.c.path == str(path))
            .values(size=size, mtime_ns=mtime_ns, inode=str(inode))
        )
        self._link.run(statement)

    def drop_file(self, path: Path) -> None:
        """Forget a file that is gone; its notes' cards wait for them to come back."""
        for (note,) in self._link.rows(_NOTES_OF_FILE, {"at_path": str(path)}):
            self._unfile(note)
        self._link.run(_DROP_FILE, {"at_path": str(path)})

    def _save_file(self, read: FileRead) -> None:
        stamp, path = read.stamp, str(read.stamp.path)
        known = self._link.first(_KNOWN_FILE, {"at_path": path})
        deck, topic = known or (deck_key(self._link, stamp.deck), None)
        if isinstance(read.file, TopicFile):
            topic = topic_key(self._link, read.file.topic)
        values = {
            "size": stamp.size,
            "mtime_ns": stamp.mtime_ns,
            "inode": str(stamp.inode),
            "role": stamp.role,
            "deck": deck,
            "topic": topic,
            "content_hash": read.content_hash,
            "problems": json.dumps([_plain(each) for each in read.problems]),
        }
        if known is None:
            self._link.run(_ADD_FILE, {"path": path, **values})
        else:
            self._link.run(_SAVE_FILE, {"at_path": path, **values})

    def _put_deck(self, file: DeckFile) -> None:
        key = deck_key(self._link, file.deck)
        values = {
            "row": key,
            "to_title": file.title,
            "to_description": file.description,
            "to_licence": file.licence,
            "to_shipped": file.is_shipped,
        }
        self._link.run(_SAVE_DECK, values)
        for topic, topic_id in self._link.rows(_TOPICS_OF, {"deck": key}):
            name = topic_id.partition("/")[2]
            place = topic_position(name, file.topics)
            self._link.run(_ORDER_TOPIC, {"row": topic, "to_ordinal": place})

    def _put_topic(self, file: TopicFile) -> None:
        key = topic_key(self._link, file.topic)
        if file.role == "topic":
            values = {
                "row": key,
                "to_title": file.title,
                "to_ordinal": file.position,
                "to_needs": json.dumps(file.needs),
            }
            self._link.run(_SAVE_TOPIC, values)
        shipped = {"row": deck_key(self._link, file.deck)}
        self._link.run(_SHIPPED, {**shipped, "to_shipped": file.is_shipped})
        here = {note.id for note in file.notes}
        path = str(file.path)
        folding = self._recording.folding
        for note in file_new(self._link, folding, file.notes, path, key):
            self._rename(note, here)
            self._put_note(note, path, key)
        kept = here | set(file.unreadable)
        for (known,) in self._link.rows(_NOTES_OF_FILE, {"at_path": path}):
            if known not in kept:
                self._unfile(known)

    def _put_note(self, note: FileNote, path: str, topic: int) -> None:
        self._noting.row(note.id)
        values = {
            "note": note.id,
            "to_file": path,
            "to_topic": topic,
            "to_line": note.line,
            "to_hash": note.content_hash,
            "to_ordinal": note.position,
        }
        self._link.run(_IN_FILE, values)
        self._noting.settle(note.id, note.document)

    def _unfile(self, note: str) -> None:
        self._link.run(_UNFILED, {"note": note})
        self._noting.settle(note)

    def _rename(self, note: FileNote, here: Iterable[NoteId]) -> None:
        """Give a note the cards it had under an earlier id."""
        for formerly in note.formerly:
            if formerly in here:
                continue
            known = self._link.rows(_FORMER_CARDS, {"note": formerly})
            is_free = self._link.first(_FILE_OF_NOTE, {"note": note.id}) is None
            if is_free:
                names = {"formerly": formerly, "to_note": note.id}
                self._link.run(_RENAME_NOTE, names)
            for card, key, history in known:
                self._rename_card(CardId(card), key, history, note.id)

    def _rename_card(
        self, formerly: CardId, key: int, history: bytes, note: NoteId
    ) -> None:
        card = card_id(note, part_of(formerly))
        if history:
            self._recording.record(Renamed(card, formerly))
        elif self._recording.folding.find(card) is None:
            self._link.run(_RENAME_CARD, {"row": key, "to_card": card})


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        **asdict(problem),
        "path": str(problem.path),
        "severity": str(problem.severity),
    }
