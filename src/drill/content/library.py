"""Which files the decks are made of, and what the store keeps of each.

`scan` only looks at folders, so that a start with nothing changed reads no file.
Values here are plain: neither pydantic nor YAML is imported until a file that has
changed is read (`drill.content.indexing`).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from drill.content.problems import Problem, problem
from drill.ids import DeckId, NoteId, TopicId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drill.content.faces import CardFace

Role: TypeAlias = Literal["deck", "topic", "kata"]
"""`deck.yaml`, a topic's file, or the `kata.yaml` of a kata's folder."""

DECK_FILE: Final = "deck.yaml"
KATA_FILE: Final = "kata.yaml"
KATAS: Final = "katas"
FORMATS: Final = "formats"
"""Beside the decks: interview formats, which are no notes."""
LARGEST_BYTES: Final = 2 * 1024 * 1024
"""Of one file; a topic of 2,000 notes has about 1.7 MB."""
DEEPEST: Final = 8
"""Folders of decks that may lie in one another."""

_SLUG = re.compile(r"[a-z0-9-]{1,80}")


@dataclass(frozen=True, slots=True)
class Root:
    """A folder of decks, or one deck."""

    path: Path
    is_shipped: bool = False
    """Whether the decks came with the program."""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """A file of a deck and what tells whether it was touched."""

    path: Path
    size: int
    mtime_ns: int
    inode: int
    deck: DeckId
    role: Role
    is_shipped: bool = False

    @property
    def folder(self) -> Path:
        """The deck's folder."""
        return self.path.parents[2] if self.role == "kata" else self.path.parent

    @property
    def stamp(self) -> tuple[int, int, int]:
        """Equal as long as nobody touched the file."""
        return (self.size, self.mtime_ns, self.inode)


@dataclass(frozen=True, slots=True)
class DeckFile:
    """What the `deck.yaml` of a deck says."""

    path: Path
    deck: DeckId
    content_hash: str
    """Of the file's bytes."""
    title: str
    description: str = ""
    licence: str = ""
    topics: tuple[str, ...] = ()
    """Ids of topics, without the deck, in the order of study."""
    formerly: tuple[DeckId, ...] = ()
    is_shipped: bool = False


@dataclass(frozen=True, slots=True)
class FileNote:
    """One note of a file, with all that the store indexes."""

    id: NoteId
    """`deck/topic/note`."""
    kind: str
    revision: int
    parts: tuple[str, ...]
    """Of its cards, in order."""
    is_askable: bool
    """Whether a review can ask its cards."""
    document: Mapping[str, Any]
    """JSON-compatible; `notes.parse_note` makes the note of it."""
    content_hash: str
    """Of the document."""
    text: str
    """All that it says, without Markdown, for searching."""
    tags: tuple[str, ...]
    line: int
    """Where the note begins in the file, counted from 1."""
    position: int
    """Its place in its topic: notes of the file, then katas."""
    needs: tuple[str, ...] = ()
    """TopicIds (`deck/topic`) and NoteIds (`deck/topic/note`)."""
    contrast: tuple[NoteId, ...] = ()
    formerly: tuple[NoteId, ...] = ()
    """All ids it had before, whether note, topic or deck was renamed."""
    faces: tuple[CardFace, ...] = ()
    """Of its cards, in order."""


@dataclass(frozen=True, slots=True)
class TopicFile:
    """A file of notes: a topic's, or that of one kata."""

    path: Path
    deck: DeckId
    topic: TopicId
    role: Role
    content_hash: str
    """Of the file's bytes."""
    title: str
    """Empty for a kata: the topic's own file names the topic."""
    position: int
    """The topic's place in its deck when this was read; see `DeckFile.topics`."""
    needs: tuple[str, ...]
    """TopicIds and NoteIds that all notes of the topic need."""
    formerly: tuple[TopicId, ...]
    notes: tuple[FileNote, ...]
    unreadable: tuple[NoteId, ...] = ()
    """Notes that are there but have errors: what is known of them shall stay."""
    is_shipped: bool = False


def content_hash(content: bytes) -> str:
    """What tells two contents apart: 32 hexadecimal digits of blake2b."""
    return blake2b(content, digest_size=16).hexdigest()


def content_of(path: Path) -> bytes:
    """The bytes of a file; of one that is too large only so many that it shows.

    Raises:
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        return file.read(LARGEST_BYTES + 1)


def content_if_any(path: Path) -> bytes | None:
    """The bytes of a file, None if there is none that can be opened."""
    try:
        return content_of(path)
    except OSError:
        return None


def is_slug(name: str) -> bool:
    """Whether a name is spelled as ids of decks, topics and notes are."""
    return _SLUG.fullmatch(name) is not None


def topic_position(topic: str, topics: tuple[str, ...]) -> int:
    """The place of a topic in its deck; topics that are not listed come last.

    Args:
        topic: its id without the deck.
        topics: the order that `deck.yaml` gives.
    """
    return topics.index(topic) if topic in topics else len(topics)


def scan(roots: Iterable[Root]) -> list[FileStamp]:
    """All files of all decks, by path; only folders are read, no file is opened.

    A root is a folder of decks, or a deck itself if it holds YAML files. Folders
    that cannot be read or whose name is no id are left out (`check` reports them).
    """
    found: dict[Path, FileStamp] = {}
    for root in roots:
        for stamp in _walk(root):
            found.setdefault(stamp.path, stamp)
    return sorted(found.values(), key=lambda stamp: stamp.path.parts)


def without_claims(
    stamps: Iterable[FileStamp],
) -> tuple[list[FileStamp], list[Problem]]:
    """The files that may be read, and a problem for each deck that is there twice.

    A shipped deck keeps its id, then the one that was found first.
    """
    ordered = sorted(stamps, key=lambda stamp: not stamp.is_shipped)
    holders: dict[DeckId, FileStamp] = {}
    claims: dict[Path, Problem] = {}
    usable: list[FileStamp] = []
    for stamp in ordered:
        holder = holders.setdefault(stamp.deck, stamp)
        if holder.folder == stamp.folder:
            usable.append(stamp)
        elif stamp.folder not in claims:
            claims[stamp.folder] = _claim(stamp, holder)
    return usable, list(claims.values())


def _claim(stamp: FileStamp, holder: FileStamp) -> Problem:
    whose = "a deck that came with drill" if holder.is_shipped else str(holder.folder)
    message = f"the deck `{stamp.deck}` is {whose} already; this one is left out"
    code = "F012" if holder.is_shipped else "F016"
    return problem(code, stamp.path, 1, 1, message, "Rename the folder.")


def _walk(root: Root) -> Iterator[FileStamp]:
    path = root.path.absolute()
    names = entries(path)
    if _is_deck(names):
        yield from _deck(path, DeckId(path.name), names, root, 0)
        return
    for entry in names:
        if is_deck_folder(entry) and entry.name != FORMATS:
            inner = entries(Path(entry.path))
            yield from _deck(Path(entry.path), DeckId(entry.name), inner, root, 0)


def _deck(
    folder: Path, deck: DeckId, names: list[os.DirEntry[str]], root: Root, depth: int
) -> Iterator[FileStamp]:
    if not is_slug(folder.name) or depth > DEEPEST:
        return
    for entry in names:
        if entry.name == KATAS and entry.is_dir():
            yield from _katas(Path(entry.path), deck, root)
        elif is_deck_folder(entry):
            inner = entries(Path(entry.path))
            below = DeckId(f"{deck}::{entry.name}")
            yield from _deck(Path(entry.path), below, inner, root, depth + 1)
        elif _is_yaml(entry.name):
            role: Role = "deck" if entry.name == DECK_FILE else "topic"
            yield from _stamp(entry, deck, role, root)


def _katas(folder: Path, deck: DeckId, root: Root) -> Iterator[FileStamp]:
    for kata in entries(folder):
        if kata.is_dir():
            for entry in entries(Path(kata.path)):
                if entry.name == KATA_FILE:
                    yield from _stamp(entry, deck, "kata", root)


def _stamp(
    entry: os.DirEntry[str], deck: DeckId, role: Role, root: Root
) -> Iterator[FileStamp]:
    try:
        stat = entry.stat()
    except OSError:  # gone since the folder was read, or a link to nowhere
        return
    if entry.is_file():
        numbers = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
        yield FileStamp(Path(entry.path), *numbers, deck, role, root.is_shipped)


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name; nothing if it cannot be read."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []


def is_deck_folder(entry: os.DirEntry[str]) -> bool:
    """Whether a folder may be a deck: not hidden, no package, not the katas."""
    return entry.name != KATAS and entry.name[0] not in "._" and _is_real_folder(entry)


def _is_real_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, and no link to one that it lies in itself."""
    path = Path(entry.path)
    try:
        is_loop = entry.is_symlink() and path.parent.resolve().is_relative_to(
            path.resolve()
        )
        return entry.is_dir() and not is_loop
    except (OSError, RuntimeError):  # the latter says a link that leads to itself
        return False


def _is_deck(names: list[os.DirEntry[str]]) -> bool:
    return any(_is_yaml(entry.name) for entry in names)


def _is_yaml(name: str) -> bool:
    return name.endswith(".yaml") and not name.startswith(".")
