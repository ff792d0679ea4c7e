"""Which note of a folder of decks is which of those that went out.

A note is looked for by its place, then by the places that it names as earlier ones,
then by what it says. So it may get another id, topic or deck, and be edited; only what
is moved and edited at once, without a `formerly`, comes in as a new note.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from drill.content.notes import note_document
from drill.content.references import former_notes, former_topics
from drill.ids import NoteId, TopicId
from drill.interchange.identities import said_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import PurePosixPath

    from drill.content.notes import Note
    from drill.content.reader import Topic
    from drill.interchange.identities import Identified, Identities

Place: TypeAlias = "tuple[PurePosixPath, str]"
"""A deck's folder, and `topic/note` in it."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A topic, and the folder of the deck that it lies in."""

    folder: PurePosixPath
    topic: Topic


def recognised(
    topics: Sequence[Filed], known: Mapping[PurePosixPath, Identities]
) -> dict[Place, Identified]:
    """The notes whose identity is known, by where they are now.

    Args:
        topics: all there are.
        known: of each deck's folder, who its notes are.
    """
    went_out = {
        (folder, place): identified
        for folder, identities in known.items()
        for place, identified in identities.notes.items()
    }
    if not went_out:
        return {}
    search = _Search(went_out)
    notes = [(filed, each.note) for filed in topics for each in filed.topic.notes]
    for filed in topics:
        search.leave_out(_place(filed, name) for name in filed.topic.unreadable)
    notes = [each for each in notes if not search.by_place(*each)]
    notes = [each for each in notes if not search.by_earlier_places(*each)]
    search.by_words(notes)
    return search.found


@dataclass(slots=True)
class _Search:
    """A search on its way; each identity is given out once."""

    left: dict[Place, Identified]
    """Nobody's so far."""
    found: dict[Place, Identified] = field(default_factory=dict)

    def leave_out(self, places: Iterable[Place]) -> None:
        """Notes that are there, and cannot be read."""
        for place in places:
            self.left.pop(place, None)

    def by_place(self, filed: Filed, note: Note) -> bool:
        """Whether a note stands where it stood."""
        place = _place(filed, note.id)
        return self._take(place, place)

    def by_earlier_places(self, filed: Filed, note: Note) -> bool:
        """Whether a note names a place where one stood."""
        place = _place(filed, note.id)
        return any(self._take(place, each) for each in _earlier(filed, note))

    def by_words(self, notes: Sequence[tuple[Filed, Note]]) -> None:
        """Notes that say, word by word, what one said that is nowhere by now."""
        places: dict[str, list[Place]] = {}
        for place, identified in self.left.items():
            places.setdefault(identified.said, []).append(place)
        for filed, note in notes if places else ():
            if same := places.get(said_by(note_document(note))):
                self._take(_place(filed, note.id), same.pop(0))

    def _take(self, place: Place, earlier: Place) -> bool:
        if earlier not in self.left:
            return False
        found = self.left.pop(earlier)
        # What has got another id since keeps that.
        self.found[place] = found if place == earlier else replace(found, name="")
        return True


def _place(filed: Filed, name: str) -> Place:
    return filed.folder, f"{filed.topic.head.topic}/{name}"


def _earlier(filed: Filed, note: Note) -> Iterator[Place]:
    head, deck = filed.topic.head, filed.folder.name
    topic = TopicId(f"{deck}/{head.topic}")
    topics = former_topics(topic, head.formerly, ())
    for each in former_notes(NoteId(f"{topic}/{note.id}"), note.formerly, topics):
        there, _, place = each.partition("/")
        if there == deck:
            yield filed.folder, place
