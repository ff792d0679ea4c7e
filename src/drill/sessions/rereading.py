"""Deck files that changed on disk are read into the record.

A start with nothing changed looks at the folders and reads no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.content.library import Root, scan, without_claims
from drill.locations import path_of
from drill.sessions.renamed_decks import follow

if TYPE_CHECKING:
    from pathlib import Path

    from drill.content.indexing import FileRead
    from drill.content.library import FileStamp
    from drill.content.problems import Problem
    from drill.sessions.collection import Collection
    from drill.store.library import KnownFile


def deck_roots(collection: Collection) -> list[Root]:
    """The folders that hold decks: shipped, in the data folder, and named ones."""
    shipped = collection.locations.shipped
    own = [collection.locations.own_decks, *_named(collection)]
    roots = [Root(path) for path in own if path.is_dir()]
    if shipped is None:
        return roots
    return [Root(shipped, is_shipped=True), *roots]


def missing_roots(collection: Collection) -> list[Path]:
    """Folders that the settings name and that are not there now."""
    return [path for path in _named(collection) if not path.is_dir()]


def _named(collection: Collection) -> list[Path]:
    return [path_of(name) for name in collection.settings.files.decks]


def reread(collection: Collection) -> int:
    """Take in the deck files that are new, changed or gone.

    It is no operation of the learner: undo passes over it. A folder that claims the
    id of another's deck gives a problem and no notes.

    Returns:
        How many files were taken in or dropped.

    Raises:
        StoreError: the record cannot be written.
        NotWritable: a deck was renamed, and the settings that name it cannot follow.
    """
    stamps = scan(deck_roots(collection))
    usable, claims = without_claims(stamps)
    with collection.store.read() as unit:
        known = unit.library.files()
    reads, same = _read(usable, known)
    refused = _refused(stamps, claims, known)
    here = {stamp.path for stamp in usable} | {claim.path for claim in claims}
    gone = [path for path in known if path not in here]
    if reads or same or refused or gone:
        _take_in(collection, reads, same, refused, gone)
        follow(collection, reads, (stamp.deck for stamp in usable))
    return len(reads) + len(refused) + len(gone)


def _read(
    stamps: list[FileStamp], known: dict[Path, KnownFile]
) -> tuple[list[FileRead], list[FileStamp]]:
    """What new and changed files say, and which were touched without a change."""
    touched = [each for each in stamps if _is_touched(each, known.get(each.path))]
    if not touched:
        return [], []
    from drill.content.indexing import Indexer  # pydantic and YAML: 250 ms

    indexer, reads, same = Indexer(), [], []
    for stamp in touched:
        before = known.get(stamp.path)
        read = indexer.read(stamp, before.content_hash if before else None)
        if read is None:
            same.append(stamp)
        elif read.content_hash or not _is_refused(stamp, before):
            reads.append(read)
    return reads, same


def _refused(
    stamps: list[FileStamp], claims: list[Problem], known: dict[Path, KnownFile]
) -> list[FileRead]:
    """For each folder that newly claims the deck of another: its problem, no notes."""
    problems = {claim.path: claim for claim in claims}
    new = [
        stamp
        for stamp in stamps
        if stamp.path in problems and not _is_refused(stamp, known.get(stamp.path))
    ]
    if not new:
        return []
    from drill.content.indexing import FileRead  # as above

    return [FileRead(stamp, "", None, (problems[stamp.path],)) for stamp in new]


def _is_touched(stamp: FileStamp, known: KnownFile | None) -> bool:
    """Whether a file must be read; one that could not be is tried every time."""
    return known is None or known.stamp != stamp.stamp or not known.content_hash


def _is_refused(stamp: FileStamp, known: KnownFile | None) -> bool:
    """Whether it is known already that nothing can be taken from a file."""
    return known is not None and known.stamp == stamp.stamp and not known.content_hash


def _take_in(
    collection: Collection,
    reads: list[FileRead],
    same: list[FileStamp],
    refused: list[FileRead],
    gone: list[Path],
) -> None:
    with collection.store.write("decks read", hidden=True) as unit:
        for stamp in same:
            unit.library.touch_file(stamp.path, stamp.stamp)
        for read in reads:
            unit.library.put_file(read)
        for path in (*gone, *(read.stamp.path for read in refused)):
            unit.library.drop_file(path)
        for read in refused:
            unit.library.put_file(read)
