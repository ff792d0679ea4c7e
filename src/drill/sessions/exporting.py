"""Exporting notes: which, with what is known of them, and into which kind of file."""

from __future__ import annotations

from array import array
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from drill.content.atomic import writing_atomically
from drill.errors import DeckNotFound, NotWritable
from drill.events import ForeignKept
from drill.sessions.exporting_notes import Gathering
from drill.sessions.import_media import FOLDER

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from drill.ids import NoteId
    from drill.interchange.outgoing import OutgoingNote
    from drill.sessions.collection import Collection
    from drill.sessions.exporting_notes import OnProgress
    from drill.store.units import ReadUnit

KATA: Final = "kata"


class ExportFormat(StrEnum):
    """What can be written."""

    APKG = "apkg"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"
    YAML = "yaml"


ENDINGS: Final = {
    ".apkg": ExportFormat.APKG,
    ".csv": ExportFormat.CSV,
    ".json": ExportFormat.JSON,
    ".md": ExportFormat.MARKDOWN,
    "": ExportFormat.YAML,
}
"""What the name of a file asks for."""


@dataclass(frozen=True, slots=True)
class ExportStep:
    """What an export wrote."""

    path: str
    format: str
    notes: int
    cards: int
    reviews: int
    left_out: int = 0
    """Katas, which are folders of their own and no notes of a file of a deck."""


def export(  # noqa: PLR0913 - what is wished, and how one is told
    collection: Collection,
    path: Path,
    format_: ExportFormat,
    *,
    names: Sequence[str] = (),
    search: str = "",
    on_progress: OnProgress = lambda *_: None,
    cancelled: threading.Event | None = None,
) -> ExportStep:
    """Write notes with their scheduling into a file; YAML into a folder.

    Args:
        collection: the learner's.
        path: what is written; a file is replaced, a folder must be new.
        format_: how.
        names: ids of decks and topics; none for all that are there.
        search: only notes that have a card found by it.
        on_progress: told how many notes were looked at, and how many there are.
        cancelled: ends it when set.

    Raises:
        DeckNotFound: a name is none.
        ExportCancelled: it was cancelled; what stood there stands there still.
        InvalidSearch: the search cannot be read.
        NotWritable: it cannot be written.
    """
    wish = _Wish(collection, names, search, on_progress, cancelled)
    try:
        counts = _writer(format_)(wish, path)
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from error
    return ExportStep(
        str(path),
        format_.value,
        counts.notes,
        counts.cards,
        counts.reviews,
        counts.left_out,
    )


@dataclass(slots=True)
class _Counts:
    notes: int = 0
    cards: int = 0
    reviews: int = 0
    left_out: int = 0

    def counted(self, notes: Iterable[OutgoingNote]) -> Iterator[OutgoingNote]:
        """Notes on their way out."""
        for note in notes:
            self.notes += 1
            self.cards += len(note.cards)
            self.reviews += sum(len(card.reviews) for card in note.cards)
            yield note

    def without_katas(self, notes: Iterable[OutgoingNote]) -> Iterator[OutgoingNote]:
        """Notes that a file of a deck can hold."""
        for note in notes:
            if note.kind == KATA:
                self.left_out += 1
            else:
                yield note


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for."""

    collection: Collection
    names: Sequence[str]
    search: str
    on_progress: OnProgress
    cancelled: threading.Event | None

    @contextmanager
    def found(self) -> Iterator[Gathering]:
        """The notes, in a snapshot of the record."""
        with self.collection.store.read() as unit:
            keys = _keys(self.collection, unit, self.names, self.search)
            with unit.outgoing.in_passing():
                yield Gathering(
                    unit,
                    keys,
                    self.collection.calendar,
                    self.collection.preset_of,
                    self.on_progress,
                    self.cancelled,
                )


def _writer(format_: ExportFormat) -> Callable[[_Wish, Path], _Counts]:
    match format_:
        case ExportFormat.APKG:
            return _write_package
        case ExportFormat.YAML:
            return _write_folder
        case _:
            return partial(_write_text, format_)


def _write_package(wish: _Wish, path: Path) -> _Counts:
    from drill.interchange.anki_export import new_package

    collection = wish.collection
    now = collection.now.astimezone(collection.calendar.zone)
    with new_package(now) as package:
        with wish.found() as found:
            types = _types(found.unit)
            filled = package.fill(types, found.for_anki(types), found.answers())
        package.write(path, _Media(collection.locations.data / FOLDER))
    return _Counts(*filled)


def _write_text(format_: ExportFormat, wish: _Wish, path: Path) -> _Counts:
    from drill.interchange.text_export import csv_of, json_of, markdown_of

    counts = _Counts()
    with wish.found() as found, writing_atomically(path) as file:
        match format_:
            case ExportFormat.CSV:
                pieces = csv_of(counts.counted(found.plain()))
            case ExportFormat.MARKDOWN:
                pieces = markdown_of(counts.counted(found.plain()))
            case _:
                pieces = json_of(counts.counted(found.whole()))
        for piece in pieces:
            file.write(piece.encode())
    return counts


def _write_folder(wish: _Wish, path: Path) -> _Counts:
    from drill.sessions.exporting_folder import write_folder

    counts = _Counts()
    with wish.found() as found:
        notes = counts.counted(counts.without_katas(found.plain()))
        write_folder(path, notes, partial(_of_files, found.unit))
    return counts


def _of_files(unit: ReadUnit, some: Iterable[NoteId]) -> set[NoteId]:
    """Those of some notes that say what a deck's file says."""
    found = unit.notes.many(some)
    return {note for note, stored in found.items() if stored.origin == "file"}


class _Media:
    """The files that notes mention, by the names they have here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str) -> bytes | None:
        """A file's bytes; None if it is not there."""
        if "/" in name or "\\" in name or name.startswith("."):
            return None
        with suppress(OSError, ValueError):
            return (self._folder / name).read_bytes()
        return None


def _keys(
    collection: Collection, unit: ReadUnit, names: Sequence[str], search: str
) -> array[int]:
    """The notes that are asked for, by topic and place."""
    decks = unit.library.decks()
    known = {deck.deck for deck in decks} | {t.topic for d in decks for t in d.topics}
    for name in names:
        if name not in known:
            raise DeckNotFound(name)
    keys = unit.outgoing.keys(names)
    if not search.strip():
        return keys
    found = unit.outgoing.keys_of(unit.search.cards(search, collection.today))
    return array("q", (key for key in keys if key in found))


def _types(unit: ReadUnit) -> dict[str, Mapping[str, Any]]:
    """Kinds of note of Anki's that imports kept, by their ids."""
    bodies = (event.body for event in unit.journal.of_kind(ForeignKept.kind))
    kept = [body for body in bodies if isinstance(body, ForeignKept)]
    return {body.name.removeprefix("anki-type:"): body.contents for body in kept}
