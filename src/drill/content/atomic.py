"""Writing a file so that a crash leaves the old one or the new one, never half."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Final

from drill.errors import NotWritable

if TYPE_CHECKING:
    from pathlib import Path

IS_POSIX: Final = os.name == "posix"
"""Windows cannot open folders, and keeps renames by itself."""


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file, or make it, keeping its permissions and following links.

    Raises:
        NotWritable: the file is as it was.
    """
    target = path.resolve()
    try:
        temporary = _written(target, content)
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from error
    try:
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise NotWritable(path, error.strerror or str(error)) from error


def _written(target: Path, content: bytes) -> Path:
    """A file beside the target with the new content, safe on the disk."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    if target.exists() and not target.is_file():  # a device must not become a file
        is_folder = target.is_dir()
        raise OSError(errno.EISDIR, "Is a directory" if is_folder else "it is no file")
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temporary, flags, 0o666), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sync_folder(folder: Path) -> None:
    """Make a rename last."""
    if not IS_POSIX:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
