"""Decks of drill's own format: a topic's file, a folder or a checkout, a zip of such.

Notes keep their ids, `deck/topic/note`, so that a deck that comes again, or stands
among the learner's files already, is not doubled. Where a deck was exported, a file
beside it may say that they are others (`drill.interchange.identities`). Katas are
whole folders, and stay behind with a remark.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from drill.content.library import DECK_FILE, FORMATS, KATA_FILE, KATAS, LARGEST_BYTES
from drill.content.notes import note_document
from drill.content.reader import read_deck, read_topic
from drill.errors import BrokenSource, OverLimit, UnknownFormat
from drill.ids import NoteId
from drill.interchange.archives import Archive
from drill.interchange.folders import HIDDEN, texts_below
from drill.interchange.identities import (
    FILE,
    MOST_BYTES,
    Identities,
    read_identities,
    said_by,
)
from drill.interchange.package import LIMITS, Made, Package, Report, ready, stamp_of
from drill.interchange.recognising import Filed, recognised
from drill.interchange.text_export import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drill.content.problems import Problem
    from drill.content.reader import Topic
    from drill.interchange.identities import Identified
    from drill.interchange.package import DeckPath, ForeignNote, Limits
    from drill.interchange.recognising import Place

DIGEST: Final = re.compile(r"[0-9a-f]{32}")
"""What `said_by` makes; nothing else tells what went out."""
ENDING: Final = ".yaml"
COPY: Final = "Copy the deck's folder into your decks instead: see `drill doctor`."


@dataclass(frozen=True, slots=True)
class _Topic:
    """A file of notes, and the deck it lies in."""

    path: PurePosixPath
    deck: str
    title: DeckPath
    topic: Topic


class _Decks:
    """What is said of the decks of a source, by their folders."""

    def __init__(
        self,
        path: Path,
        files: Mapping[PurePosixPath, bytes],
        limits: Limits,
        report: Report,
    ) -> None:
        self._name = path.stem
        self._titles = {
            each.parent: _title(path, each, content)
            for each, content in files.items()
            if each.name == DECK_FILE
        }
        self.identities = {
            each.parent: read_identities(_path(path, each), content, limits, report)
            for each, content in files.items()
            if each.name == FILE
        }

    def path_of(self, folder: PurePosixPath, topic: Topic) -> DeckPath:
        """The names of the deck that a topic's notes go into."""
        head, title = topic.head, self._titles.get(folder)
        known = self.identities.get(folder, Identities())
        if path := known.deck_of(head.topic, title):
            return path
        return (title or folder.name or self._name, head.title)


def read(path: Path, *, limits: Limits = LIMITS) -> Package:
    """A topic's file, a folder of decks, or a zip of one.

    Raises:
        UnknownFormat: nothing in it is a topic.
        BrokenSource: it cannot be opened.
        OverLimit: it holds more than a person's would.
    """
    report = Report()
    # `notes` comes before `notes-2`, in which an export goes on.
    found = list(_files(path, limits, report))
    files = dict(sorted(found, key=lambda each: each[0].with_suffix("")))
    decks = _Decks(path, files, limits, report)
    topics = [
        topic
        for each, content in files.items()
        if each.name not in {DECK_FILE, FILE}
        and (topic := _topic(path, each, content, decks, report))
    ]
    if not topics:
        raise UnknownFormat(path, "no file in it is a topic of drill's format")
    filed = [Filed(each.path.parent, each.topic) for each in topics]
    known = recognised(filed, decks.identities)

    def notes() -> Iterator[ForeignNote]:
        for each in topics:
            yield from _notes(each, known)

    total = sum(len(each.topic.notes) for each in topics)
    return Package(FORMAT, path.stem, total, notes, report)


def holds_decks(path: Path, limits: Limits = LIMITS) -> bool:
    """Whether a folder has a deck of drill's in it."""
    found = texts_below(path, (ENDING,), limits)
    return any(each.name == DECK_FILE for each in found)


def _files(
    path: Path, limits: Limits, report: Report
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every file of decks by its path within the source; katas are counted."""
    if path.is_file() and zipfile.is_zipfile(path):
        archive = Archive(path, limits)
        try:
            names = sorted(map(PurePosixPath, archive.names()))
            for name in filter(lambda each: _is_wanted(each, report), names):
                yield name, archive.read(str(name), _most(name.name))
        finally:
            archive.close()
        return
    root = path if path.is_dir() else path.parent
    found = texts_below(path, (ENDING, FILE), limits)
    beside = root / FILE
    if root != path and beside.is_file() and not beside.is_symlink():
        found.append(beside)
    for file in found:
        name = PurePosixPath(root.absolute().name, *file.relative_to(root).parts)
        if _is_wanted(name, report):
            yield name, _content(file)


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > (most := _most(file.name)):
            raise OverLimit(file, f"it is larger than {most:,} bytes")
        return file.read_bytes()
    except OSError as error:
        raise BrokenSource(file, error.strerror or str(error)) from error


def _most(name: str) -> int:
    """The bytes that a file may have."""
    return MOST_BYTES if name == FILE else LARGEST_BYTES


def _path(path: Path, name: PurePosixPath) -> Path:
    """Where a file lies, for messages."""
    if path.is_file() and zipfile.is_zipfile(path):
        return path / name
    return (path if path.is_dir() else path.parent).absolute().parent / name


def _is_wanted(name: PurePosixPath, report: Report) -> bool:
    is_ours = name.name == FILE or name.name.endswith(ENDING)
    if not is_ours or _is_hidden(name):
        return False
    if name.name == KATA_FILE:
        report.add("I502", "a kata is a whole folder", str(name), COPY)
    return not {KATAS, FORMATS} & set(name.parts)


def _is_hidden(name: PurePosixPath) -> bool:
    return any(part.startswith(HIDDEN) for part in name.parts)


def _title(path: Path, name: PurePosixPath, content: bytes) -> str:
    head = read_deck(path / name, content).head
    return head.title if head else name.parent.name


def _topic(
    path: Path,
    name: PurePosixPath,
    content: bytes,
    decks: _Decks,
    report: Report,
) -> _Topic | None:
    found = read_topic(path / name, content)
    for problem in found.problems:
        _tell(problem, name, report)
    if found.topic is None:
        return None
    deck = name.parent.name or path.stem
    return _Topic(name, deck, decks.path_of(name.parent, found.topic), found.topic)


def _tell(problem: Problem, name: PurePosixPath, report: Report) -> None:
    if problem.is_error:
        place = f"{name}, line {problem.line}"
        report.add("I501", problem.message, place, problem.hint, problem.line)


def _notes(topic: _Topic, known: Mapping[Place, Identified]) -> Iterator[ForeignNote]:
    head = topic.topic.head.topic
    for each in topic.topic.notes:
        place = f"{topic.path}, line {each.line}"
        document = note_document(each.note)
        found = known.get((topic.path.parent, f"{head}/{each.note.id}"))
        if found is None:
            identity = NoteId(f"{topic.deck}/{head}/{each.note.id}")
            yield ready(identity, topic.title, Made(document), place)
            continue
        document["id"] = found.name or document["id"]
        yield _went_out(found, topic.title, document, place)


def _went_out(
    found: Identified, deck: DeckPath, document: Mapping[str, Any], place: str
) -> ForeignNote:
    """A note that was exported; it may have been edited since."""
    told = ready(found.identity, deck, Made(document), place)
    return told._replace(
        # The same text is news in a folder that began from another.
        stamp=stamp_of(found.said, document),
        is_ours=said_by(document) == found.said,
        went_out=found.said if DIGEST.fullmatch(found.said) else "",
    )
