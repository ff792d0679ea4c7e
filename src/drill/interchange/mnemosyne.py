"""Mnemosyne 2: its database (`default.db`) and the cards it shares (`.cards`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drill.errors import BrokenSource
from drill.ids import NoteId
from drill.interchange.archive_media import ArchiveMedia
from drill.interchange.archives import Archive
from drill.interchange.documents import digest, normal
from drill.interchange.file_marks import FIRST_MNEMOSYNE
from drill.interchange.folders import FolderMedia
from drill.interchange.foreign_database import is_database
from drill.interchange.mnemosyne_database import MnemosyneDatabase
from drill.interchange.mnemosyne_notes import FactNote
from drill.interchange.mnemosyne_xml import MnemosyneXml
from drill.interchange.package import (
    LIMITS,
    ForeignNote,
    NoMedia,
    Package,
    Report,
    stamp_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from drill.interchange.mnemosyne_facts import Fact
    from drill.interchange.package import Limits, Made, MediaFiles

CARDS: Final = "cards.xml"
BESIDES: Final = frozenset({CARDS, "METADATA"})
MOST_XML: Final = 256 << 20
"""Bytes of the cards without media."""
VERSION: Final = 1
"""Raised when facts are converted otherwise, so that they are converted again."""


def read(path: Path, *, limits: Limits = LIMITS) -> Package:
    """A database of Mnemosyne 2, or cards that it shares.

    Raises:
        BrokenSource: it is neither, or damaged.
        OverLimit: it holds more than a person's would.
    """
    if is_database(path):
        database = MnemosyneDatabase(path, limits)
        folder = path.with_name(f"{path.name}_media")
        beside = FolderMedia(folder) if folder.is_dir() else NoMedia()
        return _package(path, _Reading(database, Report()), beside, database.close)
    if _is_first(path):
        raise BrokenSource(path, PICKLED, PICKLED_HINT)
    archive = Archive(path, limits)
    try:
        if CARDS not in archive:
            reason = f"there is no `{CARDS}` in it"
            raise BrokenSource(path, reason, "Export it from Mnemosyne 2 as `.cards`.")  # noqa: TRY301 - closed below
        source = MnemosyneXml(path, archive.chunks(CARDS, MOST_XML), limits)
    except BaseException:
        archive.close()
        raise
    media = ArchiveMedia(archive, BESIDES)
    return _package(path, _Reading(source, Report()), media, archive.close)


PICKLED: Final = "it is a pickle, which could run code: drill never loads one"
PICKLED_HINT: Final = (
    "Open it in Mnemosyne 2, and import its `default.db` or export `.cards`."
)


def _is_first(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(len(FIRST_MNEMOSYNE))
    except OSError as error:
        raise BrokenSource(path, error.strerror or str(error)) from error
    return head == FIRST_MNEMOSYNE or head.startswith(b"\x80")


def _package(
    path: Path, reading: _Reading, media: MediaFiles, close: Callable[[], None]
) -> Package:
    return Package(
        format="mnemosyne",
        title=path.stem,
        total=reading.source.count,
        notes=reading.notes,
        report=reading.report,
        media=media,
        close=close,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """The facts of one source."""

    source: MnemosyneDatabase | MnemosyneXml
    report: Report

    def notes(self) -> Iterator[ForeignNote]:
        """A note a fact, in the order they were made."""
        seen: Counter[str] = Counter()
        for number, fact in enumerate(self.source.facts(), 1):
            name = f"mnemosyne:{fact.id[:100] or _digest(fact)}"
            seen[name] += 1
            suffix = f"~{seen[name]}" if seen[name] > 1 else ""
            yield self._note(fact, NoteId(f"{name}{suffix}"), f"fact {number}")

    def _note(self, fact: Fact, identity: NoteId, place: str) -> ForeignNote:
        def make() -> Made | None:
            return FactNote(fact, self.source.views, self.report, place).made()

        views = [self.source.views.get(card.view) for card in fact.cards]
        stamp = stamp_of(VERSION, fact, views)
        return ForeignNote(identity, (), stamp, make, place)


def _digest(fact: Fact) -> str:
    return digest(*(normal(text) for text in fact.texts.values()))
