"""Zip archives of strangers: read member by member, never unpacked to the disk."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

from drill.errors import BrokenSource, OverLimit
from drill.interchange.package import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.interchange.package import Limits

CHUNK: Final = 1 << 20
ENCRYPTED: Final = 0x1
BROKEN: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""What Python's reader raises at archives that are not as they should be."""


class Archive:
    """A zip file within limits. Names of members are looked up, never used as paths."""

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        """Open it and look at its list of members.

        Raises:
            BrokenSource: it is no archive, damaged, or encrypted.
            OverLimit: it holds more than a deck of a person's would.
        """
        self.path = path
        self._limits = limits
        self._unpacked = 0
        try:
            if path.stat().st_size > limits.file_bytes:
                raise OverLimit(path, f"it is larger than {limits.file_bytes:,} bytes")
            self._zip = zipfile.ZipFile(path)
        except BROKEN as error:
            raise BrokenSource(path, f"it is no sound zip archive: {error}") from error
        self._members: dict[str, zipfile.ZipInfo] = {}
        try:
            self._list()
        except BaseException:
            self.close()
            raise

    def _list(self) -> None:
        members = self._zip.infolist()
        if len(members) > self._limits.entries:
            raise OverLimit(self.path, f"it has over {self._limits.entries:,} members")
        for member in members:
            if member.flag_bits & ENCRYPTED:
                raise BrokenSource(self.path, "it is encrypted", "Unpack it first.")
            if member.filename in self._members:
                raise BrokenSource(self.path, f"it has {member.filename!r} twice")
            self._members[member.filename] = member
        claimed = sum(member.file_size for member in members)
        if claimed > self._limits.unpacked_bytes:
            limit = self._limits.unpacked_bytes
            raise OverLimit(self.path, f"it unpacks to over {limit:,} bytes")

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def names(self) -> tuple[str, ...]:
        """The names of all members, folders left out."""
        return tuple(name for name in self._members if not name.endswith("/"))

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """The bytes that a member claims to have.

        Raises:
            KeyError: there is none of that name.
        """
        return self._members[name].file_size

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """A member's stream; reading it raises `BrokenSource` through `chunks` only.

        Raises:
            KeyError: there is none of that name.
            BrokenSource: it cannot be opened.
        """
        member = self._members[name]
        try:
            stream = self._zip.open(member)
        except BROKEN as error:
            raise self._broken(name, error) from error
        with stream:
            yield stream  # type: ignore[misc] # of bytes

    def chunks(self, name: str, most: int | None = None) -> Iterator[bytes]:
        """A member's bytes, piece by piece.

        Args:
            most: bytes that it may have; None for what the limits allow in all.

        Raises:
            KeyError: there is none of that name.
            BrokenSource: it cannot be unpacked.
            OverLimit: it is larger, or grows as no honest file does.
        """
        packed = self._members[name].compress_size
        count = 0
        with self.open(name) as stream:
            while True:
                try:
                    piece = stream.read(CHUNK)
                except BROKEN as error:
                    raise self._broken(name, error) from error
                if not piece:
                    return
                count += len(piece)
                self._unpacked += len(piece)
                self._check(name, count, packed, most)
                yield piece

    def read(self, name: str, most: int) -> bytes:
        """All of a member's bytes, at most so many.

        Raises:
            KeyError: there is none of that name.
            BrokenSource: it cannot be unpacked.
            OverLimit: it is larger.
        """
        return b"".join(self.chunks(name, most))

    def _check(self, name: str, count: int, packed: int, most: int | None) -> None:
        limits = self._limits
        if most is not None and count > most:
            raise OverLimit(self.path, f"{name!r} is larger than {most:,} bytes")
        if count > limits.small_bytes and count > limits.ratio * max(1, packed):
            raise OverLimit(self.path, f"{name!r} is packed as no honest file is")
        if self._unpacked > 2 * limits.unpacked_bytes:
            raise OverLimit(self.path, "it unpacks to more than it says")

    def _broken(self, name: str, error: Exception) -> BrokenSource:
        return BrokenSource(self.path, f"{name!r} cannot be unpacked: {error}")
