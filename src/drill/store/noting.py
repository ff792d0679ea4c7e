"""Keeps notes and their cards equal to the files and to the events about notes.

A note has up to two sources: a deck file, and what the journal put over it or
beside it. The latest event that counts decides; without one the file does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json
from sqlalchemy import bindparam, delete, insert, select, update

from drill.events import NotePut, Revised
from drill.ids import TopicId
from drill.store import history, sqlite
from drill.store.adding import ADD_TAGS, tag_rows
from drill.store.journal_rows import Entry, entries_at
from drill.store.placing import Placing
from drill.store.schema import notes, tags
from drill.store.topic_rows import topic_id, topic_key
from drill.store.wording import wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.store.folding import Folding
    from drill.store.link import Link
    from drill.store.recording import Recording
    from drill.store.shared import Shared
    from drill.store.wording import Wording

_BY_ID = select(notes).where(notes.c.note_id == bindparam("note"))
_NAMES = tuple(column.name for column in notes.c)
_NEW = insert(notes)
_SAVE = (
    update(notes)
    .where(notes.c.key == bindparam("row"))
    .values(
        {
            name: bindparam(name)
            for name in (
                *("topic", "present", "kind", "revision", "ordinal", "origin"),
                *("document", "content_hash", "base", "file_document", "text"),
                *("tags", "needs", "contrast"),
            )
        }
    )
)
_HISTORY = (
    update(notes)
    .where(notes.c.key == bindparam("row"))
    .values(history=bindparam("history"))
)
_UNTAG = delete(tags).where(tags.c.note == bindparam("note"))


class Noting:
    """Settles notes within one write."""

    def __init__(self, link: Link, shared: Shared, recording: Recording) -> None:
        self._link = link
        self._shared = shared
        self._recording = recording
        self._placing = Placing(link, recording.folding)

    @property
    def _folding(self) -> Folding:
        return self._recording.folding

    def row(self, note: str) -> dict[str, Any]:
        """The row of a note, made when it is missing."""
        found = self._link.first(_BY_ID, {"note": note})
        if found is None:
            key = self._link.insert(_NEW, {"note_id": note})
            # The index of words knows every note, those without words too.
            self._link.special(sqlite.index_words, [(key, "", "")])
            found = self._link.first(_BY_ID, {"note": note})
        assert found is not None  # noqa: S101 - just inserted
        return dict(zip(_NAMES, found, strict=True))

    def add(self, note: str, position: int) -> None:
        """Take in an event about a note that was just appended."""
        self.remember(note, position)
        self.settle(note)

    def remember(self, note: str, position: int) -> None:
        """Keep where an event about a note stands."""
        row = self.row(note)
        known = history.unpack(row["history"])
        packed = history.pack(sorted({*known, position}))
        self._link.run(_HISTORY, {"row": row["key"], "history": packed})

    def settle(self, note: str, file_document: Mapping[str, Any] | None = None) -> None:
        """Bring a note, its words and its cards to where they stand now.

        Args:
            file_document: what the note's file says, if it was just read; the row
                then names the file, topic and line already.
        """
        row = self.row(note)
        latest = self._latest(row["history"])
        shipped = file_document if file_document is not None else _shipped(row)
        if latest is not None and isinstance(latest.event.body, NotePut):
            body = latest.event.body
            topic = topic_key(self._link, TopicId(body.topic))
            self._show(row, topic, body.document, body.origin, body.base, shipped)
        elif row["file"] is not None and shipped is not None:
            self._show(row, row["file_topic"], shipped, "file", "", None)
        else:
            self._hide(row)

    def _latest(self, packed: bytes) -> Entry | None:
        entries = entries_at(self._link, self._shared, history.unpack(packed))
        retracted = self._folding.retracted({entry.operation for entry in entries})
        counted = [entry for entry in entries if entry.operation not in retracted]
        return counted[-1] if counted else None

    def _show(  # noqa: PLR0913, PLR0917 - the columns that two sources decide
        self,
        row: dict[str, Any],
        topic: int,
        document: Mapping[str, Any],
        origin: str,
        base: str,
        shipped: Mapping[str, Any] | None,
    ) -> None:
        said = wording(document, topic_id(self._link, topic))
        values = {
            "row": row["key"],
            "topic": topic,
            "present": True,
            "kind": said.kind,
            "revision": said.revision,
            "ordinal": row["ordinal"],
            "origin": origin,
            "document": json_of(document),
            "content_hash": said.content_hash,
            "base": base,
            "file_document": None if shipped is None else json_of(shipped),
            "text": said.text,
            "tags": " ".join(said.tags),
            "needs": json_of(said.needs),
            "contrast": json_of(said.contrast),
        }
        self._link.run(_SAVE, values)
        self._index(row, values, said)
        stale = self._placing.place(row, topic, said)
        for card in stale:
            self._recording.record(Revised(card, said.revision))

    def _hide(self, row: dict[str, Any]) -> None:
        values = {name: row[name] for name in row} | {
            "row": row["key"],
            "present": False,
            "origin": "",
            "text": "",
            "tags": "",
        }
        self._link.run(_SAVE, values)
        self._index(row, values, None)
        self._placing.set_aside(row)

    def _index(
        self, row: dict[str, Any], values: dict[str, Any], said: Wording | None
    ) -> None:
        key = row["key"]
        old = {"key": key, "text": row["text"], "tags": row["tags"]}
        new = {"key": key, "text": values["text"], "tags": values["tags"]}
        if old != new:
            self._link.special(sqlite.forget_words, [old])
            words = (key, values["text"], values["tags"])
            self._link.special(sqlite.index_words, [words])
        if row["tags"] != values["tags"]:
            self._link.run(_UNTAG, {"note": key})
            if said is not None and said.tags:
                self._link.add_rows(ADD_TAGS, tag_rows(key, said.tags))


def json_of(value: Mapping[str, Any] | Sequence[str]) -> str:
    """A document, or a list of ids, as the table of notes has it."""
    if not value:  # most lists are
        return "[]" if isinstance(value, list | tuple) else "{}"
    return to_json(value, fallback=dict).decode()  # a quarter of Python's own price


def _shipped(row: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What the note's file says, as far as the row keeps it."""
    if row["file"] is None:
        return None
    kept = row["file_document"]
    if kept is None and row["origin"] == "file":
        kept = row["document"]
    return None if kept is None else json.loads(kept)
