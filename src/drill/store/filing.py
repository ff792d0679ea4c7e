"""Writes the notes that a deck file brings for the first time, all of a file at once.

Settling them one by one costs more than a millisecond each, and the first start reads
some thousands. A test holds that both ways end the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.ids import card_id
from drill.store.adding import (
    ADD_NEW_CARDS,
    LAST_CARD,
    LAST_NOTE,
    Later,
    adding,
    new_card,
)
from drill.store.known_rows import known_cards, known_notes
from drill.store.noting import json_of
from drill.store.placing import CARDS_A_NOTE
from drill.store.schema import notes
from drill.store.wording import part_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.content.library import FileNote
    from drill.store.adding import NewCard
    from drill.store.folding import Folding
    from drill.store.link import Link

_ADD_NOTES = adding(
    notes,
    *("key", "note_id", "topic", "present", "kind", "revision", "ordinal", "origin"),
    *("document", "content_hash", "file", "file_topic", "line", "file_hash"),
    *("text", "tags", "needs", "contrast", "history"),
)


def file_new(
    link: Link, folding: Folding, given: Sequence[FileNote], path: str, topic: int
) -> list[FileNote]:
    """Write those of a file's notes of which nothing is known, with their cards.

    Args:
        link: of the write.
        folding: is told which topics to count again.
        given: the notes of one file.
        path: of the file, which is recorded already.
        topic: key of their topic.

    Returns:
        The others, which have to be put one by one.
    """
    known = _known(link, given)
    new = [note for note in given if note.id not in known]
    if new:
        _write(link, folding.now_us(), new, path, topic)
        folding.recount.add(topic)
    return [note for note in given if note.id in known]


def _known(link: Link, given: Sequence[FileNote]) -> set[str]:
    """Ids of the notes of which a row is there, under this id or a former one."""
    names = {note.id: {note.id, *note.formerly} for note in given}
    ids = {note.id: {card_id(note.id, part) for part in note.parts} for note in given}
    notes_there = known_notes(link, set().union(*names.values()))
    cards_there = known_cards(link, set().union(*ids.values()))
    return {
        note.id
        for note in given
        if names[note.id] & notes_there or ids[note.id] & cards_there
    }


def _write(
    link: Link, now_us: int, new: Sequence[FileNote], path: str, topic: int
) -> None:
    last, card = int(link.scalar(LAST_NOTE) or 0), int(link.scalar(LAST_CARD) or 0)
    rows: list[tuple[Any, ...]] = []
    later = Later()
    dealt: list[NewCard] = []
    for key, note in enumerate(new, last + 1):
        tags = " ".join(dict.fromkeys(note.tags))
        rows.append(_row(key, note, path, topic, tags))
        later.add(key, note.text, tags)
        for place, face in enumerate(note.faces, note.position * CARDS_A_NOTE):
            card += 1
            id_, part = card_id(note.id, face.part), part_wording(face)
            dealt.append(new_card(card, id_, key, topic, place, part, now_us))
    link.add_rows(_ADD_NOTES, rows)
    link.add_rows(ADD_NEW_CARDS, dealt)
    later.write(link)


def _row(key: int, note: FileNote, path: str, topic: int, tags: str) -> tuple[Any, ...]:
    return (
        *(key, note.id, topic, True, note.kind, note.revision, note.position, "file"),
        *(json_of(note.document), note.content_hash),
        *(path, topic, note.line, note.content_hash),
        *(note.text, tags, json_of(note.needs), json_of(note.contrast), b""),
    )
