"""Decks of drill's own format: a topic's file, a folder or a checkout, a zip of such.

Notes keep their ids, `deck/topic/note`, so that a deck that comes again, or stands
among the learner's files already, is not doubled. Katas are whole folders, and stay
behind with a remark.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from drill.content.library import DECK_FILE, FORMATS, KATA_FILE, KATAS, LARGEST_BYTES
from drill.content.notes import note_document
from drill.content.reader import read_deck, read_topic
from drill.errors import BrokenSource, OverLimit, UnknownFormat
from drill.ids import NoteId
from drill.interchange.archives import Archive
from drill.interchange.folders import HIDDEN, texts_below
from drill.interchange.package import LIMITS, Made, Package, Report, ready
from drill.interchange.text_export import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.content.problems import Problem
    from drill.content.reader import Topic
    from drill.interchange.package import DeckPath, ForeignNote, Limits

ENDING: Final = ".yaml"
COPY: Final = "Copy the deck's folder into your decks instead: see `drill doctor`."


@dataclass(frozen=True, slots=True)
class _Topic:
    """A file of notes, and the deck it lies in."""

    path: PurePosixPath
    deck: str
    title: DeckPath
    topic: Topic


def read(path: Path, *, limits: Limits = LIMITS) -> Package:
    """A topic's file, a folder of decks, or a zip of one.

    Raises:
        UnknownFormat: nothing in it is a topic.
        BrokenSource: it cannot be opened.
        OverLimit: it holds more than a person's would.
    """
    report = Report()
    files = dict(_files(path, limits, report))
    titles = {
        each.parent: _title(path, each, content)
        for each, content in files.items()
        if each.name == DECK_FILE
    }
    topics = [
        found
        for each, content in files.items()
        if each.name != DECK_FILE
        and (found := _topic(path, each, content, titles, report))
    ]
    if not topics:
        raise UnknownFormat(path, "no file in it is a topic of drill's format")

    def notes() -> Iterator[ForeignNote]:
        for each in topics:
            yield from _notes(each)

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
                yield name, archive.read(str(name), LARGEST_BYTES)
        finally:
            archive.close()
        return
    root = path if path.is_dir() else path.parent
    for file in texts_below(path, (ENDING,), limits):
        name = PurePosixPath(root.absolute().name, *file.relative_to(root).parts)
        if _is_wanted(name, report):
            yield name, _content(file)


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise OverLimit(file, f"it is larger than {LARGEST_BYTES:,} bytes")
        return file.read_bytes()
    except OSError as error:
        raise BrokenSource(file, error.strerror or str(error)) from error


def _is_wanted(name: PurePosixPath, report: Report) -> bool:
    if not name.name.endswith(ENDING) or _is_hidden(name):
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
    titles: dict[PurePosixPath, str],
    report: Report,
) -> _Topic | None:
    found = read_topic(path / name, content)
    for problem in found.problems:
        _tell(problem, name, report)
    if found.topic is None:
        return None
    deck = name.parent.name or path.stem
    title = titles.get(name.parent, deck)
    return _Topic(name, deck, (title, found.topic.head.title), found.topic)


def _tell(problem: Problem, name: PurePosixPath, report: Report) -> None:
    if problem.is_error:
        place = f"{name}, line {problem.line}"
        report.add("I501", problem.message, place, problem.hint, problem.line)


def _notes(topic: _Topic) -> Iterator[ForeignNote]:
    head = topic.topic.head.topic
    for each in topic.topic.notes:
        identity = NoteId(f"{topic.deck}/{head}/{each.note.id}")
        document = note_document(each.note)
        place = f"{topic.path}, line {each.line}"
        yield ready(identity, topic.title, Made(document), place)
