"""Deck files that changed on disk are read into the record.

A start with nothing changed looks at the folders and reads no file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drill.content.library import Root, scan

if TYPE_CHECKING:
    from drill.content.library import FileStamp
    from drill.sessions.collection import Collection
    from drill.store.library import KnownFile


def deck_roots(collection: Collection) -> list[Root]:
    """The folders that hold decks: shipped, in the data folder, and named ones."""
    shipped = collection.locations.shipped
    own = [collection.locations.own_decks]
    own += [Path(name).expanduser() for name in collection.settings.files.decks]
    roots = [Root(path) for path in own if path.is_dir()]
    if shipped is None:
        return roots
    return [Root(shipped, is_shipped=True), *roots]


def reread(collection: Collection) -> int:
    """Take in the deck files that are new, changed or gone.

    It is no operation of the learner: undo passes over it.

    Returns:
        How many files were taken in or dropped.

    Raises:
        StoreError: the record cannot be written.
    """
    stamps = {stamp.path: stamp for stamp in scan(deck_roots(collection))}
    with collection.store.read() as unit:
        known = unit.library.files()
    touched = [s for s in stamps.values() if _is_touched(s, known.get(s.path))]
    gone = [path for path in known if path not in stamps]
    if not touched and not gone:
        return 0
    return _take_in(collection, touched, gone, known)


def _is_touched(stamp: FileStamp, known: KnownFile | None) -> bool:
    return known is None or known.stamp != stamp.stamp


def _take_in(
    collection: Collection,
    touched: list[FileStamp],
    gone: list[Path],
    known: dict[Path, KnownFile],
) -> int:
    from drill.content.indexing import Indexer  # pydantic and YAML: 250 ms

    indexer = Indexer()
    reads = {
        stamp: indexer.read(stamp, known[stamp.path].content_hash)
        if stamp.path in known
        else indexer.read(stamp)
        for stamp in touched
    }
    with collection.store.write("decks read", hidden=True) as unit:
        for stamp, read in reads.items():
            if read is None:
                unit.library.touch_file(stamp.path, stamp.stamp)
            else:
                unit.library.put_file(read)
        for path in gone:
            unit.library.drop_file(path)
    return sum(read is not None for read in reads.values()) + len(gone)
