"""From ids as an author writes them to the full ids of decks, topics and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.ids import DeckId, NoteId, TopicId

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTE_SLASHES = 2
"""`deck/topic/note`."""


def full_reference(reference: str, topic: TopicId) -> str:
    """The full id of what a note refers to.

    Args:
        reference: `note`, `deck/topic` or `deck/topic/note`.
        topic: full id of the topic in whose file it stands.
    """
    return reference if "/" in reference else f"{topic}/{reference}"


def full_prerequisite(reference: str, deck: DeckId) -> str:
    """The full id of what a whole topic needs; a bare id is a topic of its deck."""
    return reference if "/" in reference else f"{deck}/{reference}"


def former_topics(
    topic: TopicId, formerly: Iterable[str], decks: Iterable[DeckId]
) -> tuple[TopicId, ...]:
    """All full ids that a topic had before.

    Args:
        topic: its full id.
        formerly: `topic` or `deck/topic`, as its file says.
        decks: the ids that its deck had before.
    """
    deck, _, name = topic.partition("/")
    names: list[str] = []
    for each in (name, *formerly):
        names += [each] if "/" in each else [f"{d}/{each}" for d in (deck, *decks)]
    return tuple(TopicId(each) for each in dict.fromkeys(names) if each != topic)


def former_notes(
    note: NoteId, formerly: Iterable[str], topics: Iterable[TopicId]
) -> tuple[NoteId, ...]:
    """All full ids that a note had before.

    Args:
        note: its full id.
        formerly: `note`, `topic/note` of the same deck, or `deck/topic/note`.
        topics: the full ids that its topic had before.
    """
    topic, _, name = note.rpartition("/")
    all_topics = [topic, *topics]
    decks = dict.fromkeys(each.partition("/")[0] for each in all_topics)
    names: list[str] = []
    for each in (name, *formerly):
        slashes = each.count("/")
        if slashes == NOTE_SLASHES:
            names.append(each)
        else:
            names += [
                f"{around}/{each}" for around in (decks if slashes else all_topics)
            ]
    return tuple(NoteId(each) for each in dict.fromkeys(names) if each != note)
