"""Files and folders of texts: what is read, and the media beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final

from drill.errors import BrokenSource, OverLimit
from drill.interchange.anki_container import MOST_MEDIA

if TYPE_CHECKING:
    from drill.interchange.package import DeckPath, Limits

HIDDEN: Final = (".", "_")
"""How names of files and folders begin that are left alone."""


def texts_below(path: Path, endings: tuple[str, ...], limits: Limits) -> list[Path]:
    """The files with some endings: the path itself, or all below a folder, by name.

    Links are not followed, and what is hidden is left alone.

    Raises:
        OverLimit: there are more than a person's folder would hold.
        BrokenSource: the folder cannot be listed.
    """
    if path.is_file():
        return [path]
    found: list[Path] = []
    count = 0

    def failed(error: OSError) -> None:
        place = error.filename or path
        raise BrokenSource(place, error.strerror or str(error)) from error

    for folder, folders, names in os.walk(path, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith(HIDDEN))
        depth = len(Path(folder).parts) - len(path.parts)
        count += len(names)
        if count > limits.entries or depth > limits.depth:
            raise OverLimit(path, "it holds more files than a person's deck would")
        for name in sorted(names):
            file = Path(folder, name)
            if name.startswith(HIDDEN) or not name.casefold().endswith(endings):
                continue
            if file.is_file() and not file.is_symlink():
                found.append(file)
    return found


def deck_of_file(root: Path, file: Path, name: str) -> DeckPath:
    """The deck of a file: the folders on the way to it, and its own name."""
    if root == file:
        return (name,)
    return (root.name, *file.parent.relative_to(root).parts, name)


class FolderMedia:
    """Files beside texts, by their paths within a folder; never outside of it."""

    def __init__(self, root: Path) -> None:
        self._root = (root if root.is_dir() else root.parent).resolve()

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return self._path(name) is not None

    def size(self, name: str) -> int:
        """The bytes of a file."""
        path = self._path(name)
        if path is None:
            raise KeyError(name)
        return path.stat().st_size

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file.

        Raises:
            KeyError: there is none.
            BrokenSource: it cannot be read, or is larger than media are.
        """
        path = self._path(name)
        if path is None:
            raise KeyError(name)
        try:
            if path.stat().st_size > MOST_MEDIA:
                raise BrokenSource(path, f"it is larger than {MOST_MEDIA:,} bytes")
            return path.open("rb")
        except OSError as error:
            raise BrokenSource(path, error.strerror or str(error)) from error

    def _path(self, name: str) -> Path | None:
        """Where a file lies; None if there is none, or it lies outside."""
        if not name or "\0" in name or PurePosixPath(name).is_absolute():
            return None
        with suppress(OSError, ValueError, RuntimeError):
            path = (self._root / name).resolve()
            if path.is_relative_to(self._root) and path.is_file():
                return path
        return None
