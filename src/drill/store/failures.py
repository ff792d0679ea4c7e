"""Turns what the database driver raises into errors that a learner understands.

No exception of SQLAlchemy or sqlite3 leaves the store: every statement runs inside
`translated`.
"""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, InterfaceError, ResourceClosedError
from sqlalchemy.exc import SQLAlchemyError as AlchemyError

from drill.errors import (
    StoreClosed,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreRefused,
    StoreUnwritable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
FULL = {sqlite3.SQLITE_FULL}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
UNWRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_IOERR,
}


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Raise a StoreError where the driver or the file system fails inside."""
    try:
        yield
    except (sqlite3.Error, AlchemyError) as failure:
        raise store_error(failure, path) from failure
    except OSError as failure:
        raise file_error(failure, path) from failure


def store_error(failure: sqlite3.Error | AlchemyError, path: str) -> StoreError:
    """The error that says what a failing statement means for the learner."""
    cause = failure.orig if isinstance(failure, DBAPIError) else failure
    reason = str(cause)
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code in LOCKED:
        return StoreLocked(path)
    if code in FULL:
        return StoreFull(path)
    if code in UNWRITABLE:
        return StoreUnwritable(path, reason)
    is_closed = isinstance(failure, ResourceClosedError | InterfaceError)
    if is_closed or "closed" in reason:
        return StoreClosed()
    return (StoreDamaged if code in DAMAGED else StoreRefused)(path, reason)


def file_error(failure: OSError, path: str) -> StoreError:
    """The error for a file operation beside the database."""
    if failure.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreFull(path)
    return StoreUnwritable(path, failure.strerror or str(failure))
