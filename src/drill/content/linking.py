"""What ids in decks point at: needs, contrasts, former ids, lists of topics."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, TypeVar

from drill.content.references import (
    NOTE_SLASHES,
    full_prerequisite,
    full_reference,
)
from drill.ids import DeckId, NoteId, TopicId

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping
    from pathlib import Path

    from drill.content.gathered import CheckedNote, Gathered

    Id = TypeVar("Id", bound=Hashable)
SEARCHED: Final = 100
"""Unknown ids for which a similar one is looked up; each takes about half a
millisecond, and where more are wrong a deck is missing."""


def check_links(gathered: Gathered, shipped: frozenset[DeckId]) -> None:
    """Add the problems of all references.

    Args:
        gathered: what was read.
        shipped: ids of decks that came with the program and are not among it.
    """
    known = _Known(gathered)
    for deck in gathered.decks:
        _deck_topics(gathered, deck)
        _shipped_claim(gathered, deck, shipped)
    for topic in gathered.topics.values():
        for place, each in enumerate(topic.topic.head.needs):
            full = full_prerequisite(each, topic.stamp.deck)
            at = topic.topic.tree.position(("needs", place))
            known.check(topic.stamp.path, at, full, topic.id)
    for note in gathered.notes.values():
        _note_links(gathered, known, note)
    _former_ids(gathered)
    _circles(gathered)


class _Known:
    """Everything that a reference may name."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        notes = {*gathered.notes, *gathered.unreadable}
        self.ids: set[str] = {*notes, *gathered.topics}
        self.searched = 0
        self.names: dict[str, list[str]] = {}
        for full in sorted(self.ids):
            around, _, name = full.rpartition("/")
            self.names.setdefault(around, []).append(name)

    def check(self, path: Path, at: tuple[int, int], full: str, own: str) -> None:
        """A problem if a reference names nothing, or what it stands in."""
        if full == own:
            self.gathered.add("F024", path, at, f"`{full}` refers to itself")
        elif full not in self.ids:
            around, _, name = full.rpartition("/")
            hint = self._hint(around, name)
            self.gathered.add("F023", path, at, f"`{full}` is not among these", hint)

    def _hint(self, around: str, name: str) -> str:
        self.searched += 1
        if self.searched > SEARCHED:
            return ""
        near = get_close_matches(name, self.names.get(around, []), n=1)
        return f"Did you mean `{near[0]}`?" if near else ""


def _note_links(gathered: Gathered, known: _Known, note: CheckedNote) -> None:
    read = note.read
    for key in ("needs", "contrast"):
        for place, each in enumerate(getattr(read.note, key)):
            full = full_reference(each, note.topic)
            at = read.position(key, place)
            if key == "contrast" and full.count("/") < NOTE_SLASHES:
                message = f"`{full}` is a topic; a note contrasts with notes"
                gathered.add("F023", note.path, at, message)
            else:
                known.check(note.path, at, full, note.id)
            if key == "needs" and full == note.topic:
                message = f"`{note.id}` needs its own topic"
                gathered.add("F015", note.path, at, message)
    if read.note.kind == "kata" and note.topic not in gathered.topics:
        at = read.position("topic")
        message = f"the topic `{note.topic}` is not among these"
        gathered.add("F023", note.path, at, message)


def _deck_topics(gathered: Gathered, deck: DeckId) -> None:
    stamp, read = gathered.decks[deck]
    listed = read.head.topics if read.head else ()
    for place, name in enumerate(listed):
        at = read.tree.position(("topics", place))
        if name in listed[:place]:
            message = f"the topic `{name}` is listed twice"
            gathered.add("N005", stamp.path, at, message)
        elif not stamp.path.with_name(f"{name}.yaml").exists():
            message = f"the topic `{name}` has no file {name}.yaml"
            gathered.add("F011", stamp.path, at, message)
    for topic in gathered.topics.values():
        name = topic.topic.head.topic
        if listed and topic.stamp.deck == deck and name not in listed:
            at = topic.topic.tree.position(("topic",))
            message = f"the topic `{name}` is not listed in deck.yaml"
            gathered.add("F020", topic.stamp.path, at, message, "It comes last.")


def _shipped_claim(
    gathered: Gathered, deck: DeckId, shipped: frozenset[DeckId]
) -> None:
    stamp, _ = gathered.decks[deck]
    if deck in shipped and not stamp.is_shipped:
        message = f"the deck `{deck}` came with drill; this one would be left out"
        gathered.add("F012", stamp.path, (1, 1), message, "Rename the folder.")


def _former_ids(gathered: Gathered) -> None:
    """No former id may be in use, and none may have two heirs."""
    live: set[str] = {*gathered.notes, *gathered.topics, *gathered.decks}
    heirs: dict[str, str] = {}
    for path, at, own, former in _formers(gathered):
        if former in live and former != own:
            gathered.add("F013", path, at, f"`{former}` is still there")
        elif former in heirs:
            message = f"`{former}` is a former id of `{heirs[former]}` already"
            gathered.add("F014", path, at, message)
        heirs.setdefault(former, own)


def _formers(
    gathered: Gathered,
) -> Iterator[tuple[Path, tuple[int, int], str, str]]:
    for deck, (stamp, read) in gathered.decks.items():
        for place, each in enumerate(read.head.formerly if read.head else ()):
            yield stamp.path, read.tree.position(("formerly", place)), deck, each
    for topic in gathered.topics.values():
        for place, former in enumerate(topic.topic.head.formerly):
            at = topic.topic.tree.position(("formerly", place))
            full = full_prerequisite(former, topic.stamp.deck)
            yield topic.stamp.path, at, topic.id, full
    for note in gathered.notes.values():
        for place, former in enumerate(note.read.note.formerly):
            at = note.read.position("formerly", place)
            deck_name = note.topic.partition("/")[0]
            is_topic = former.count("/") == 1
            full = f"{deck_name}/{former}" if is_topic else former
            yield note.path, at, note.id, full_reference(full, note.topic)


def _circles(gathered: Gathered) -> None:
    notes = {
        note.id: [
            NoteId(full_reference(each, note.topic)) for each in note.read.note.needs
        ]
        for note in gathered.notes.values()
    }
    for circle in circles(notes):
        first = gathered.notes[circle[0]]
        at = first.read.position("needs")
        gathered.add("F015", first.path, at, _way(circle))
    topics = {
        topic.id: [
            TopicId(full_prerequisite(each, topic.stamp.deck))
            for each in topic.topic.head.needs
        ]
        for topic in gathered.topics.values()
    }
    for way in circles(topics):
        topic = gathered.topics[way[0]]
        at = topic.topic.tree.position(("needs",))
        gathered.add("F015", topic.stamp.path, at, _way(way))


def _way(circle: Iterable[str]) -> str:
    names = list(circle)
    return " needs ".join(f"`{name}`" for name in [*names, names[0]])


def circles(needs: Mapping[Id, list[Id]]) -> list[list[Id]]:
    """Ways that lead back to where they began, one for each knot of them.

    Args:
        needs: of each thing what it needs; itself and unknown ones are left out.
    """
    left = {
        name: [each for each in wanted if each in needs and each != name]
        for name, wanted in needs.items()
    }
    waiting = dict.fromkeys(left)
    while True:
        free = [name for name in waiting if not any(n in waiting for n in left[name])]
        if not free:
            break
        for name in free:
            del waiting[name]
    found: list[list[Id]] = []
    seen: set[Id] = set()
    for start in waiting:
        way: list[Id] = []
        name = start
        while name not in seen:
            seen.add(name)
            way.append(name)
            name = next(each for each in left[name] if each in waiting)
        if name in way:
            found.append(way[way.index(name) :])
    return found
