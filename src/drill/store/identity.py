"""The stamp of a database's files, told without opening them.

Standard library alone: the first paint compares it before SQLAlchemy is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def identity(path: Path) -> str:
    """A stamp that changes whenever something is written to the database.

    Args:
        path: the database; its write-ahead log lies beside it.

    Returns:
        Size, time of change and inode of both files; of an empty or missing log
        nothing, because opening a database makes one.
    """
    return "/".join(
        _file_stamp(file) for file in (path, path.with_name(path.name + "-wal"))
    )


def _file_stamp(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return "-"
    if found.st_size == 0:
        return "-"
    return f"{found.st_size}.{found.st_mtime_ns}.{found.st_ino}"
