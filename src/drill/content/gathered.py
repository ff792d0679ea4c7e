"""The decks that a check is about: found, read, and under their full ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from drill.content.library import (
    DECK_FILE,
    FORMATS,
    KATA_FILE,
    KATAS,
    FileStamp,
    Role,
    Root,
    content_of,
    entries,
    is_deck_folder,
    is_slug,
    scan,
    without_claims,
)
from drill.content.problems import Problem, problem
from drill.content.reader import DeckRead, Topic, read_deck, read_kata, read_topic
from drill.ids import DeckId, NoteId, TopicId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drill.content.noted import ReadNote


@dataclass(frozen=True, slots=True)
class CheckedNote:
    """A note with its full id and its file."""

    id: NoteId
    topic: TopicId
    path: Path
    read: ReadNote


@dataclass(frozen=True, slots=True)
class CheckedTopic:
    """A topic with its full id and its file."""

    id: TopicId
    stamp: FileStamp
    topic: Topic


@dataclass(slots=True)
class Gathered:
    """All decks of a check."""

    decks: dict[DeckId, tuple[FileStamp, DeckRead]] = field(default_factory=dict)
    topics: dict[TopicId, CheckedTopic] = field(default_factory=dict)
    notes: dict[NoteId, CheckedNote] = field(default_factory=dict)
    """Those without errors, in the order of files."""
    unreadable: set[str] = field(default_factory=set)
    """Full ids of notes with errors."""
    problems: list[Problem] = field(default_factory=list)

    def add(
        self, code: str, path: Path, at: tuple[int, int], message: str, hint: str = ""
    ) -> None:
        """A problem of one file."""
        self.problems.append(problem(code, path, *at, message, hint))

    def read(self, stamp: FileStamp) -> None:
        """Take in one file."""
        try:
            content = content_of(stamp.path)
        except OSError as error:
            reason = error.strerror or str(error)
            self.add("F001", stamp.path, (1, 1), f"cannot be opened: {reason}")
            return
        if stamp.role == "deck":
            deck = read_deck(stamp.path, content)
            self.problems += deck.problems
            self.decks[stamp.deck] = (stamp, deck)
        elif stamp.role == "kata":
            self._kata(stamp, content)
        else:
            self._topic(stamp, content)

    def forgive_empty(self) -> None:
        """Drop the complaint about a topic without notes where a kata is one."""
        held = {note.topic for note in self.notes.values()}
        full = {each.stamp.path for each in self.topics.values() if each.id in held}
        self.problems = [
            found
            for found in self.problems
            if found.code != "F025" or found.path not in full
        ]

    def _topic(self, stamp: FileStamp, content: bytes) -> None:
        read = read_topic(stamp.path, content)
        self.problems += read.problems
        if read.topic is None:
            return
        name = read.topic.head.topic
        at = read.topic.tree.position(("topic",))
        full = TopicId(f"{stamp.deck}/{name}")
        if name != stamp.path.stem:
            message = f"the file of the topic `{name}` is called {stamp.path.name}"
            self.add("F021", stamp.path, at, message, f"Call it {name}.yaml.")
        if full in self.topics:
            holder = self.topics[full].stamp.path.name
            message = f"the topic `{name}` is that of {holder} already"
            self.add("F009", stamp.path, at, message)
            return
        self.topics[full] = CheckedTopic(full, stamp, read.topic)
        for note in read.topic.notes:
            self._note(full, stamp.path, note)
        self.unreadable |= {f"{full}/{each}" for each in read.topic.unreadable}

    def _kata(self, stamp: FileStamp, content: bytes) -> None:
        read = read_kata(stamp.path, content)
        self.problems += read.problems
        kata = read.kata
        if kata is None or kata.note.kind != "kata":
            return
        folder = stamp.path.parent.name
        if kata.note.id != folder:
            message = f"the folder of the kata `{kata.note.id}` is called {folder}"
            at = kata.position("id")
            self.add("F021", stamp.path, at, message, "The folder is named like it.")
        topic = TopicId(f"{stamp.deck}/{kata.note.topic}")
        self._note(topic, stamp.path, kata)

    def _note(self, topic: TopicId, path: Path, note: ReadNote) -> None:
        full = NoteId(f"{topic}/{note.note.id}")
        if full in self.notes:
            holder = self.notes[full].path.name
            message = f"the id `{note.note.id}` is that of a note in {holder} already"
            self.add("F007", path, note.position("id"), message)
            return
        self.notes[full] = CheckedNote(full, topic, path, note)


def gather(paths: Iterable[Path]) -> tuple[Gathered, frozenset[Path]]:
    """Read everything below some paths, and the decks of files among them.

    Returns:
        What was read, and the files that were read for their ids alone: those of
        a deck of which only other files were asked for.
    """
    gathered = Gathered()
    stamps: dict[Path, FileStamp] = {}
    asked: set[Path] = set()
    for given in paths:
        path = given.absolute()
        if path.is_dir():
            gathered.problems += _folder_problems(path)
            found = scan([Root(path)])
            asked |= {stamp.path for stamp in found}
        elif path.is_file():
            found = _around(path)
            asked.add(path)
        else:
            gathered.add("F001", path, (1, 1), "there is no such file or folder")
            continue
        stamps.update({stamp.path: stamp for stamp in found})
    ordered = sorted(stamps.values(), key=lambda stamp: stamp.path.parts)
    usable, claims = without_claims(ordered)
    gathered.problems += claims
    # Topics before katas, so that a kata is the one whose id is taken.
    for stamp in sorted(usable, key=lambda stamp: stamp.role == "kata"):
        gathered.read(stamp)
    gathered.forgive_empty()
    return gathered, frozenset(stamps) - asked


def _around(path: Path) -> list[FileStamp]:
    """The deck that a file belongs to."""
    folder = path.parents[2] if path.name == KATA_FILE else path.parent
    found = scan([Root(folder)])
    if all(stamp.path != path for stamp in found):
        role: Role = "deck" if path.name == DECK_FILE else "topic"
        stat = path.stat()
        numbers = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
        found.append(FileStamp(path, *numbers, DeckId(folder.name), role))
    return found


def _folder_problems(root: Path) -> Iterator[Problem]:
    """Folders and files that look like content but are not read."""
    names = entries(root)
    is_deck = any(entry.name.endswith(".yaml") for entry in names)
    if is_deck and not is_slug(root.name):
        yield _bad_name(root)
    for entry in names:
        path = Path(entry.path)
        if entry.name.endswith(".yml") and entry.is_file():
            hint = f"Call it {path.stem}.yaml."
            yield problem("F022", path, 1, 1, f"{entry.name} is not read", hint)
        elif is_deck_folder(entry) and not (entry.name == FORMATS and not is_deck):
            if not is_slug(entry.name) and _holds_yaml(path):
                yield _bad_name(path)
            else:
                yield from _folder_problems(path)


def _bad_name(folder: Path) -> Problem:
    message = f"the folder {folder.name!r} cannot be a deck"
    hint = "Decks are named in lower-case letters, digits and hyphens."
    return problem("F010", folder, 1, 1, message, hint)


def _holds_yaml(folder: Path) -> bool:
    return any(
        entry.name.endswith(".yaml") or entry.name == KATAS for entry in entries(folder)
    )
