"""The formats that drill reads, and how a file is recognised: by what is in it."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from drill.content.library import DECK_FILE
from drill.errors import BrokenSource, InvalidMapping, UnknownFormat
from drill.interchange.file_marks import FIRST_MNEMOSYNE, SQLITE
from drill.interchange.package import LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.interchange.package import Limits, Package

TABLE: Final = "table"
"""The one format whose columns can be told."""
HEAD: Final = 65_536
"""Bytes that are looked at."""
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
YAML: Final = (".yaml", ".yml")
_TOPIC: Final = re.compile(r"^topic:", re.MULTILINE)
PICKLES: Final = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
_OLD_PICKLE: Final = re.compile(
    rb"(?:\([ld]|[\]}]|\(i[\w.]+\n\w+\n|c[\w.]+\n\w+\n)p\d+\r?\n"
)
"""How pickles of the first protocol begin, which are letters alone."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format."""

    name: str
    title: str
    module: str
    """Of `drill.interchange`; it has a `read`."""
    dialect: str = ""
    """What it is told beside the path."""


FORMATS: Final = {
    each.name: each
    for each in (
        Format("anki", "Anki package or collection (.apkg, .colpkg, .anki2)", "anki"),
        Format("table", "table of texts: CSV, TSV, Quizlet, Anki's text", "tables"),
        Format("hashcards", "Markdown of hashcards", "text_decks", "hashcards"),
        Format("repeater", "Markdown of repeater", "text_decks", "repeater"),
        Format(
            "obsidian",
            "Markdown of Obsidian's spaced repetition",
            "text_decks",
            "obsidian",
        ),
        Format(
            "mdanki", "Markdown of mdanki: headings and bodies", "text_decks", "mdanki"
        ),
        Format("org", "Org of org-drill and org-fc", "text_decks", "org"),
        Format("markdown", "folder of Markdown and Org texts", "text_decks"),
        Format("crowdanki", "deck of CrowdAnki (deck.json)", "crowdanki"),
        Format("mochi", "export of Mochi (.mochi)", "mochi"),
        Format(
            "mnemosyne", "database or shared cards of Mnemosyne 2 (.cards)", "mnemosyne"
        ),
        Format("decks", "drill's own decks in YAML: file, folder or zip", "own_decks"),
        Format("drill", "JSON of `drill export`", "own_json"),
    )
}
"""By name."""


def read(
    path: Path,
    format_: str = "",
    *,
    limits: Limits = LIMITS,
    mapping: Mapping[str, Any] | None = None,
) -> Package:
    """Open a foreign file.

    Args:
        path: of a file, or of a folder.
        format_: the name of its format; empty to recognise it.
        limits: what it may claim.
        mapping: of a table: what to understand otherwise than it would be guessed.

    Raises:
        UnknownFormat: nothing in it says which program it is of.
        BrokenSource: it is damaged, cannot be opened, or is never to be read.
        OverLimit: it holds more than a deck of a person's would.
        InvalidMapping: it is no table, or has no such columns.
    """
    try:
        return _read(path, format_, limits, mapping)
    except OSError as error:  # of a folder on the way that may not be looked into
        place = error.filename or path
        raise BrokenSource(place, error.strerror or str(error)) from error


def _read(
    path: Path, format_: str, limits: Limits, mapping: Mapping[str, Any] | None
) -> Package:
    name = format_ or recognise(path, limits)
    if name not in FORMATS:
        raise UnknownFormat(path, f"there is no format {name!r}")
    found = FORMATS[name]
    reader = import_module(f"drill.interchange.{found.module}")
    options: dict[str, Any] = {"dialect": found.dialect} if found.dialect else {}
    if mapping and found.name != TABLE:
        reason = f"only a table has columns, and this is read as {found.name}"
        raise InvalidMapping(reason)
    if mapping:
        options["mapping"] = mapping
    package: Package = reader.read(path, limits=limits, **options)
    return package


def recognise(path: Path, limits: Limits = LIMITS) -> str:
    """The name of a file's format, judged by its contents.

    Raises:
        UnknownFormat: nothing in it says which program it is of.
        BrokenSource: it cannot be opened, or is never to be read.
    """
    if path.is_dir():
        return _of_folder(path, limits)
    head = _head(path)
    if head.startswith(SQLITE):
        return _of_database(path)
    if head.startswith(ZIP):
        return _of_archive(path)
    if head.startswith(PICKLES) or _OLD_PICKLE.match(head):
        reason = "it is a pickle, which could run code: drill never loads one"
        raise BrokenSource(path, reason, "Export it as text from the program it is of.")
    if head.startswith(FIRST_MNEMOSYNE):
        return "mnemosyne"  # whose reader says what to do about it
    if not head.strip():
        raise UnknownFormat(path, "it is empty")
    if _is_text(head):
        return _of_text(path, limits)
    raise UnknownFormat(path)


def _of_folder(path: Path, limits: Limits) -> str:
    """The format of a folder: CrowdAnki's JSON, decks of ours, or texts."""
    from drill.interchange.own_decks import holds_decks

    inside = (path / "deck.json", path / f"{path.name}.json")
    if any(map(Path.is_file, inside)):
        return "crowdanki"
    return "decks" if holds_decks(path, limits) else "markdown"


def _of_text(path: Path, limits: Limits) -> str:
    """The format of a text: cards of its own, JSON, or rows that part alike."""
    from drill.interchange.tables import is_table
    from drill.interchange.text_decks import knows
    from drill.interchange.texts import text_of

    text, _ = text_of(path, limits)
    start = text.lstrip()[:1]
    if path.suffix.casefold() in YAML and _TOPIC.search(text):
        return "decks"
    if start in {"{", "["} and path.suffix.casefold() == ".json":
        from drill.interchange.crowdanki import is_crowdanki

        if is_crowdanki(text):
            return "crowdanki"
        if '"format": "drill"' in text[:200]:
            return "drill"
        raise UnknownFormat(path, "it is JSON of no program that drill reads")
    is_prose = path.suffix.casefold() in {".md", ".markdown", ".org"}
    if is_prose and (dialect := knows(path, text)):
        return dialect
    if is_table(text):
        return "table"
    if not is_prose and (dialect := knows(path, text)):
        return dialect
    raise UnknownFormat(path, "its lines do not part alike, and hold no cards")


def _head(path: Path) -> bytes:
    try:
        if not path.is_file():
            is_other = path.exists()
            reason = "it is no file and no folder" if is_other else "it is not there"
            raise BrokenSource(path, reason)
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise BrokenSource(path, error.strerror or str(error)) from error


def _of_archive(path: Path) -> str:
    names: set[str] = set()
    broken = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError)
    with suppress(*broken), zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    if not names or any(name.startswith("collection.anki2") for name in names):
        return "anki"
    if any(PurePosixPath(name).name == DECK_FILE for name in names):
        return "decks"
    if "cards.xml" in names:
        return "mnemosyne"
    if any(PurePosixPath(name).name in {"data.json", "data.edn"} for name in names):
        return "mochi"
    raise UnknownFormat(path, "it is a zip archive of no program that drill reads")


def _of_database(path: Path) -> str:
    """The format of a database, by its tables; Anki's reader says what is damaged."""
    from drill.interchange.foreign_database import tables_of

    tables = tables_of(path)
    if tables >= {"cards", "reviews", "sessions"} and "notes" not in tables:
        reason = "it holds reviews of hashcards without the texts"
        raise BrokenSource(path, reason, "Import the folder that it lies in.")
    return "mnemosyne" if {"facts", "data_for_fact", "cards"} <= tables else "anki"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\0" not in head
