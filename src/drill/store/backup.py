"""Backups: copies of the database that are taken by themselves, thinned, restored.

A backup is one SQLite file named by its instant in UTC. All of the last two days
stay, then the last of each day for two weeks, of each week for two months, and of
each month for ever.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from drill.errors import BackupNotFound, SchemaTooNew, StoreDamaged, StoreLocked
from drill.store.device import renewed_identity
from drill.store.failures import translated
from drill.store.schema import HEAD, REVISIONS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from pathlib import Path

    from drill.clock import Calendar

EVERY = timedelta(minutes=30)
"""How old the latest backup is when another one is due, if anything changed."""

KEEP_ALL = timedelta(days=2)
KEEP_DAILY = timedelta(days=14)
KEEP_WEEKLY = timedelta(days=61)

LONGEST = timedelta(hours=1)
"""How long a backup may be on its way."""
UNFINISHED = ".new"
_NAME = "drill-%Y%m%dT%H%M%S.%fZ.db"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup."""

    path: Path
    at: datetime
    """When it was taken, aware UTC."""
    size: int
    """Bytes."""

    @property
    def name(self) -> str:
        """What `drill restore` takes."""
        return self.path.stem


def backups(folder: Path) -> list[Backup]:
    """All backups in a folder, latest first; none where there is no folder."""
    found = []
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            at = _instant(path.name)
            if at is not None:
                found.append(Backup(path, at, path.stat().st_size))
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def find(folder: Path, name: str = "") -> Backup:
    """A backup by its name or the beginning of it; without one the latest.

    Raises:
        BackupNotFound: there is none of that name, or none at all.
    """
    for backup in backups(folder):
        if backup.name.startswith(name) or backup.name.startswith(f"drill-{name}"):
            return backup
    raise BackupNotFound(name or "at all", folder)


def take(database: Path, folder: Path, now: datetime) -> Backup:
    """Copy the database as it stands, while others may go on writing.

    Raises:
        StoreError: it cannot be read, or the copy cannot be written.
    """
    path = folder / now.astimezone(UTC).strftime(_NAME)
    temporary = path.with_name(path.name + UNFINISHED)
    with translated(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            _copy(database, temporary)
            temporary.replace(path)
            _sync(folder)
        finally:
            temporary.unlink(missing_ok=True)
    return Backup(path, now, path.stat().st_size)


def is_due(
    database: Path,
    folder: Path,
    now: datetime,
    calendar: Calendar,
    every: timedelta = EVERY,
) -> bool:
    """Whether a backup shall be taken: something changed since a while, or yesterday.

    Only the journal counts: everything else can be made again.
    """
    # One that bears a later time is from before the clock was set back.
    known = [each for each in backups(folder) if each.at <= now]
    if not known:
        return _events(database) > 0
    latest = known[0]
    is_new_day = calendar.day(latest.at) < calendar.day(now)
    if now - latest.at < every and not is_new_day:
        return False
    return _events(database) != _events(latest.path)


def thin(folder: Path, now: datetime) -> list[Backup]:
    """Delete the backups that are not kept any longer; returns those.

    What a backup left that was killed on its way goes with them.
    """
    known = backups(folder)
    kept = {backup.path for backup in kept_backups(known, now)}
    gone = [backup for backup in known if backup.path not in kept]
    with translated(str(folder)):
        for backup in gone:
            backup.path.unlink(missing_ok=True)
        for path in folder.glob(f"*{UNFINISHED}*"):
            at = _instant(path.name.partition(UNFINISHED)[0])
            if at is not None and now - at > LONGEST:
                path.unlink(missing_ok=True)
    return gone


def kept_backups(known: Iterable[Backup], now: datetime) -> list[Backup]:
    """Those that thinning leaves: of each span of time the latest."""
    kept: dict[Hashable, Backup] = {}
    for backup in sorted(known, key=lambda each: each.at, reverse=True):
        kept.setdefault(_span(backup.at, now - backup.at), backup)
    return list(kept.values())


def restore(backup: Backup, database: Path, device: Path, now: datetime) -> Path | None:
    """Put a backup in the database's place; this device gets a new identity.

    The backup is checked first, and the present database is kept beside it.

    Args:
        device: the file with this installation's identity.
        now: names what is kept aside.

    Returns:
        Where the replaced database lies now; None if there was none.

    Raises:
        StoreDamaged: the backup itself is damaged; nothing was changed.
        SchemaTooNew: a newer program took it; nothing was changed.
        StoreLocked: another program has the database open.
    """
    verify(backup.path)
    temporary = database.with_name(database.name + ".restored")
    with translated(str(database)):
        database.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(backup.path, temporary)
            with temporary.open("rb") as copied:
                os.fsync(copied.fileno())
            aside = _set_aside(database, now)
            # First: what this device counted since must never be given out again.
            renewed_identity(device)
            temporary.replace(database)
        finally:
            temporary.unlink(missing_ok=True)
        _sync(database.parent)
    return aside


def verify(path: Path) -> None:
    """Make sure that a file is a whole database that this program can use.

    Raises:
        StoreDamaged: it is not.
        SchemaTooNew: a newer program wrote it.
    """
    with translated(str(path)), closing(_read_only(path)) as link:
        (verdict,) = link.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise StoreDamaged(str(path), str(verdict))
        row = link.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = row[0] if row else "none"
    if revision not in REVISIONS:
        raise SchemaTooNew(str(path), revision, HEAD)


def _copy(database: Path, target: Path) -> None:
    with (
        closing(_read_only(database)) as source,
        closing(sqlite3.connect(target)) as copied,
    ):
        source.backup(copied)
        copied.execute("PRAGMA journal_mode = DELETE")
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=1)


def _events(path: Path) -> int:
    """The latest position of a database's journal, -1 when it cannot be read."""
    try:
        with closing(_read_only(path)) as link:
            row = link.execute("SELECT max(position) FROM journal").fetchone()
    except sqlite3.Error:
        return -1
    return row[0] or 0


def _span(at: datetime, age: timedelta) -> Hashable:
    if age <= KEEP_ALL:
        return at
    if age <= KEEP_DAILY:
        return at.date()
    if age <= KEEP_WEEKLY:
        return at.isocalendar()[:2]
    return (at.year, "month", at.month)


def _set_aside(database: Path, now: datetime) -> Path | None:
    if not database.exists():
        return None
    _close_log(database)
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
    aside = database.with_name(f"{database.stem}-replaced-{stamp}.db")
    for end in ("-wal", "-shm"):
        log = database.with_name(database.name + end)
        if log.exists():
            log.replace(aside.with_name(aside.name + end))
    shutil.copyfile(database, aside)
    return aside


def _close_log(database: Path) -> None:
    """Bring the write-ahead log into the file, which nobody else may have open."""
    try:
        with closing(sqlite3.connect(database, timeout=1)) as link:
            link.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as failure:
        if failure.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise StoreLocked(str(database)) from failure
        raise
    except sqlite3.DatabaseError:
        pass  # damaged: that is why a backup comes back


def _sync(folder: Path) -> None:
    """Make a new name in a folder as durable as the file."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _instant(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None
