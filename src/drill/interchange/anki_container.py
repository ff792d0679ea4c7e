"""Anki's packages and loose collections: which database counts, and the media."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from drill.errors import BrokenSource, OverLimit
from drill.interchange.anki_wire import read_message
from drill.interchange.archives import Archive
from drill.interchange.file_marks import SQLITE
from drill.interchange.package import LIMITS, NoMedia

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.interchange.package import Limits, MediaFiles

COLLECTIONS: Final = {3: "collection.anki21b", 2: "collection.anki21"}
"""By the version that `meta` says; version 1, or no `meta`, is the oldest kind."""
OLDEST: Final = "collection.anki2"
LATEST: Final = 3
SMALL: Final = 64 << 20
"""Bytes that lists within a package may have."""


class AnkiFiles:
    """One package or collection: a private copy of its database, and its media."""

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        """Open it; nothing is written but to a temporary folder.

        Raises:
            BrokenSource: it is damaged, or no package of Anki's.
            OverLimit: it holds more than a deck of a person's would.
        """
        self.path = path
        self._limits = limits
        self._folder = tempfile.TemporaryDirectory(prefix="drill-")
        self._archive: Archive | None = None
        self._link: sqlite3.Connection | None = None
        self.database = Path(self._folder.name, "collection")
        self.media: MediaFiles = NoMedia()
        try:
            if _begins(path, SQLITE):
                self._copy(path)
            else:
                self._unpack()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close all files, and remove the copy."""
        if self._link is not None:
            self._link.close()
        if self._archive is not None:
            self._archive.close()
        self._folder.cleanup()

    def connect(self) -> sqlite3.Connection:
        """A connection that can only read, and runs nothing of the file's own.

        Raises:
            BrokenSource: it is no database.
        """
        link = self._link = sqlite3.connect(
            f"file:{self.database}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
        link.text_factory = lambda data: data.decode("utf-8", "replace")
        link.create_collation("unicase", _unicase)
        try:
            for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
                link.execute(f"PRAGMA {pragma}")
            for kind, most in LENGTHS.items():
                link.setlimit(kind, most)
        except sqlite3.Error as error:
            raise BrokenSource(
                self.path, f"its database is damaged: {error}"
            ) from error
        return link

    def _copy(self, path: Path) -> None:
        if path.stat().st_size > self._limits.file_bytes:
            limit = self._limits.file_bytes
            raise OverLimit(path, f"it is larger than {limit:,} bytes")
        try:
            shutil.copyfile(path, self.database)
        except OSError as error:
            reason = error.strerror or str(error)
            raise BrokenSource(path, f"it cannot be read: {reason}") from error

    def _unpack(self) -> None:
        self._archive = archive = Archive(self.path, self._limits)
        version = self._version(archive)
        name = COLLECTIONS.get(version, OLDEST)
        if version < LATEST and COLLECTIONS[2] in archive:
            name = COLLECTIONS[2]
        if name not in archive:
            hint = "Export it from Anki as a package (.apkg) or a collection (.colpkg)."
            raise BrokenSource(self.path, "there is no collection of Anki in it", hint)
        pieces = archive.chunks(name)
        if version >= LATEST:
            pieces = self._inflated(pieces, self._limits.unpacked_bytes)
        try:
            with self.database.open("wb") as file:
                for piece in pieces:
                    file.write(piece)
        except OSError as error:
            reason = error.strerror or str(error)
            raise BrokenSource(self.path, f"it cannot be unpacked: {reason}") from error
        if not _begins(self.database, SQLITE):
            raise BrokenSource(self.path, f"{name!r} in it is no database")
        self.media = self._media(archive, is_packed=version >= LATEST)

    def _version(self, archive: Archive) -> int:
        """What the package says of itself; the dummy beside a newer one says less."""
        if "meta" not in archive:
            return 1
        try:
            version = int(read_message("Meta", archive.read("meta", SMALL)).version)
        except ValueError as error:
            raise BrokenSource(self.path, "its `meta` cannot be read") from error
        if version > LATEST:
            hint = "Export it from Anki with support for older versions."
            reason = f"it is of version {version}, and drill reads up to {LATEST}"
            raise BrokenSource(self.path, reason, hint)
        return version

    def _inflated(self, pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
        """Zstandard without a size: unpacked as it comes, within the limits."""
        import zstandard

        unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
        packed = count = 0
        for piece in pieces:
            packed += len(piece)
            try:
                inner = unpacker.decompress(piece)
            except zstandard.ZstdError as error:
                raise BrokenSource(self.path, f"it is damaged: {error}") from error
            count += len(inner)
            is_bomb = count > self._limits.small_bytes
            is_bomb = is_bomb and count > 50 * self._limits.ratio * packed
            if count > most or is_bomb:
                raise OverLimit(
                    self.path, "it unpacks to more than an honest file does"
                )
            yield inner

    def _media(self, archive: Archive, *, is_packed: bool) -> MediaFiles:
        if "media" not in archive:
            return NoMedia()
        pieces = archive.chunks("media", SMALL)
        if is_packed:
            pieces = self._inflated(pieces, SMALL)
        content = b"".join(pieces)
        try:
            names = _packed_names(content) if is_packed else _listed_names(content)
        except (ValueError, RecursionError, AttributeError, TypeError) as error:
            raise BrokenSource(self.path, "its list of media is damaged") from error
        there = {name: member for name, member in names.items() if member in archive}
        return _Media(self, archive, there, is_packed=is_packed)

    def unpacked(self, archive: Archive, member: str, *, is_packed: bool) -> bytes:
        """The bytes of one file of the media."""
        pieces = archive.chunks(member, MOST_MEDIA)
        if is_packed:
            pieces = self._inflated(pieces, MOST_MEDIA)
        return b"".join(pieces)


MOST_MEDIA: Final = 256 << 20
"""Bytes of one file of the media."""
LENGTHS: Final = {
    sqlite3.SQLITE_LIMIT_LENGTH: 64 << 20,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1 << 16,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
"""Limits of a connection to a foreign database."""


class _Media:
    """The media of a package, by the names that notes know."""

    def __init__(
        self,
        files: AnkiFiles,
        archive: Archive,
        members: dict[str, str],
        *,
        is_packed: bool,
    ) -> None:
        self._files = files
        self._archive = archive
        self._members = members
        self._is_packed = is_packed

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return name in self._members

    def size(self, name: str) -> int:
        """Bytes that a file claims to have; packed, where it is."""
        return self._archive.size(self._members[name])

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file."""
        member = self._members[name]
        is_packed = self._is_packed
        data = self._files.unpacked(self._archive, member, is_packed=is_packed)
        return io.BytesIO(data)


def _listed_names(content: bytes) -> dict[str, str]:
    """Names and members of older packages: JSON, number to name."""
    listed = json.loads(content.decode("utf-8", "replace") or "{}")
    return {str(name): str(member) for member, name in listed.items()}


def _packed_names(content: bytes) -> dict[str, str]:
    """Names and members of newer packages, in the order of their numbers."""
    entries = read_message("MediaEntries", content).entries
    found: dict[str, str] = {}
    for number, entry in enumerate(entries):
        found[entry.name] = str(entry.legacy_name or number)
    return found


def _unicase(one: str, other: str) -> int:
    mine, theirs = one.casefold(), other.casefold()
    return (mine > theirs) - (mine < theirs)


def _begins(path: Path, magic: bytes) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(magic)) == magic
    return False
