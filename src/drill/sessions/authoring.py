"""Writing new notes and decks of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.errors import DeckExists
from drill.events import NotePut
from drill.ids import NoteId, TopicId, deck_of
from drill.sessions.choosing import set_studied
from drill.sessions.missing_decks import deck_not_found
from drill.sessions.note_steps import TopicChoice
from drill.sessions.own_files import own_decks, topic_file
from drill.sessions.rereading import reread
from drill.sessions.steps import Changed

if TYPE_CHECKING:
    from pathlib import Path

    from drill.content.notes import Note
    from drill.sessions.collection import Collection
    from drill.sessions.note_steps import Draft

FIRST_TOPIC = "notes"
"""The topic that a new deck begins with."""


def topics(collection: Collection) -> tuple[TopicChoice, ...]:
    """The topics that a note can be written into, the learner's own first."""
    with collection.store.read() as unit:
        decks = unit.library.decks()
    own = own_decks(collection)
    decks.sort(key=lambda deck: (deck.deck not in own, deck.title.casefold()))
    return tuple(
        TopicChoice(topic.topic, f"{deck.title} › {topic.title}", deck.deck in own)
        for deck in decks
        for topic in deck.topics
    )


def save(collection: Collection, draft: Draft) -> Changed:
    """Keep a draft: a new note, or another wording of one that is there.

    A note of a deck of one's own goes into its topic's file, which undo leaves
    alone; any other goes into the record, as one operation.

    Raises:
        InvalidNote: with one reason a defect; nothing was written.
        DeckNotFound: there is no such topic.
        NoteNotFound: the note being edited is gone.
        NotWritable: the file cannot be written.
    """
    from drill.sessions.drafting import note_of_draft, slug_of, unique_name

    if draft.note is not None:
        return _rewrite(collection, draft, draft.note)
    note = note_of_draft(draft, {})
    reread(collection)
    _check_topic(collection, draft.topic)
    with collection.store.read() as unit:
        name = unique_name(unit, draft.topic, slug_of(note))
    return _keep(collection, draft.topic, note.model_copy(update={"id": name}))


def new_deck(collection: Collection, name: str, title: str = "") -> Path:
    """Make a deck of one's own with an empty first topic, and study it.

    Args:
        collection: the learner's.
        name: its id, and its folder's name.
        title: for people; the name when left out.

    Returns:
        The file of the first topic, to write notes into.

    Raises:
        InvalidNote: the name is no id, or the title has several lines.
        DeckExists: a deck of that name is there, a shipped one perhaps.
        NotWritable: the folder or the settings file cannot be written.
    """
    from drill.content.writing import create_deck, create_topic

    reread(collection)
    with collection.store.read() as unit:
        if name in {deck.deck for deck in unit.library.decks()}:
            raise DeckExists(name)
    folder = create_deck(collection.locations.own_decks, name, title or name)
    path = create_topic(folder, FIRST_TOPIC, "Notes")
    reread(collection)
    set_studied(collection, name, studied=True)
    return path


def _rewrite(collection: Collection, draft: Draft, note: NoteId) -> Changed:
    from drill.sessions.drafting import note_of_draft
    from drill.sessions.editing import keep_edit

    with collection.store.read() as unit:
        stored = unit.notes.get(note)
    return keep_edit(collection, stored, note_of_draft(draft, stored.document))


def _keep(collection: Collection, topic: TopicId, note: Note) -> Changed:
    from drill.content.notes import note_document
    from drill.content.writing import append_note, create_topic

    full = NoteId(f"{topic}/{note.id}")
    message = f"{full} added"
    folder = own_decks(collection).get(deck_of(topic))
    if folder is not None:
        name = topic.partition("/")[2]
        path = topic_file(folder, name)
        if path is None:
            create_topic(folder, name, name, note)
        else:
            append_note(path, note)
        reread(collection)
        return Changed(message, 1, can_undo=False)
    with collection.store.write(f"add {full}") as unit:
        unit.record(NotePut(full, topic, note_document(note)))
    return Changed(message, 1)


def _check_topic(collection: Collection, topic: TopicId) -> None:
    """Refuse a topic that is not there, unless it can be made in an own deck."""
    from drill.content.library import is_slug

    if deck_of(topic) in own_decks(collection) and is_slug(topic.partition("/")[2]):
        return
    with collection.store.read() as unit:
        known = [str(each.topic) for each in unit.library.topics()]
    if topic not in known:
        raise deck_not_found(topic, known)
