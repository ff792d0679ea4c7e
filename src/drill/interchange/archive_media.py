"""Media that lie in a zip archive beside the data of a deck."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from drill.interchange.anki_container import MOST_MEDIA

if TYPE_CHECKING:
    from collections.abc import Container

    from drill.interchange.archives import Archive


class ArchiveMedia:
    """Members of an archive by their names, or by the last part of them."""

    def __init__(self, archive: Archive, besides: Container[str]) -> None:
        """Look at the names.

        Args:
            archive: open for as long as media are asked for.
            besides: members that are no media.
        """
        self._archive = archive
        names = [name for name in archive.names() if name not in besides]
        short = [PurePosixPath(name).name for name in names]
        counts = Counter(short)
        self._members = {
            last: name
            for last, name in zip(short, names, strict=True)
            if counts[last] == 1
        }
        self._members |= {name: name for name in names}

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return name in self._members

    def size(self, name: str) -> int:
        """Bytes that a file claims to have.

        Raises:
            KeyError: there is no such file.
        """
        return self._archive.size(self._members[name])

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file.

        Raises:
            KeyError: there is no such file.
            BrokenSource: it cannot be unpacked.
            OverLimit: it is larger than media are.
        """
        return io.BytesIO(self._archive.read(self._members[name], MOST_MEDIA))
