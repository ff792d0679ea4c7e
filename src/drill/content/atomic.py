"""Writing a file so that a crash leaves the old one or the new one, never half."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

from drill.errors import NotWritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IS_POSIX: Final = os.name == "posix"
"""Windows cannot open folders, and keeps renames by itself."""


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file, or make it, keeping its permissions and following links.

    Raises:
        NotWritable: the file is as it was.
    """
    with writing_atomically(path) as file:
        file.write(content)


@contextmanager
def writing_atomically(path: Path) -> Iterator[BinaryIO]:
    """The same of a file that is written bit by bit: it is there when that is done.

    Raises:
        NotWritable: the file is as it was, as after any other exception.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        mode = _mode(target)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(temporary, flags, 0o666), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise NotWritable(path, error.strerror or str(error)) from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int | None:
    """The permissions of a file that may be replaced; None if there is none."""
    if not target.exists():
        return None
    if not target.is_file():  # a device must not become a file
        is_folder = target.is_dir()
        raise OSError(errno.EISDIR, "Is a directory" if is_folder else "it is no file")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only")
    return stat.S_IMODE(target.stat().st_mode)


def _sync_folder(folder: Path) -> None:
    """Make a rename last."""
    if not IS_POSIX:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
