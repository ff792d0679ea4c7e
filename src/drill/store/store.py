"""The door to the record: opens a database, and hands out units of work."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from drill.errors import StoreClosed
from drill.store import sqlite
from drill.store.failures import translated
from drill.store.identity import identity
from drill.store.link import Link
from drill.store.opening import make_folder, prepare
from drill.store.shared import Shared
from drill.store.units import ReadUnit, WriteUnit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from drill.clock import Calendar, Clock
    from drill.ids import DeviceId


class Store:
    """One learner's database. Threads may share it; writes wait for each other."""

    def __init__(self, engine: Engine, writer: Connection, shared: Shared) -> None:
        self._engine = engine
        self._writer = writer
        self._shared = shared
        self._lock = threading.Lock()
        self._is_closed = False
        self._commits = 0
        sqlite.limit_cache(writer)
        self._data_version = sqlite.data_version(writer)
        sqlite.roll_back(writer)

    @classmethod
    def open(
        cls, path: Path, *, clock: Clock, calendar: Calendar, device: DeviceId
    ) -> Store:
        """Open a database; it is made when missing, brought up to date when old.

        Raises:
            SchemaTooNew: a newer program wrote it.
            StoreDamaged: the file is no database, or damaged.
            StoreLocked: another process holds it for more than a second.
            StoreUnwritable: the file or its folder is read-only.
            StoreFull: no space is left.
        """
        make_folder(path)
        engine = sqlite.engine(path)
        try:
            prepare(engine, path)
            with translated(str(path)):
                return cls(
                    engine,
                    engine.connect(),
                    Shared(str(path), clock, calendar, device),
                )
        except BaseException:
            engine.dispose()
            raise

    @property
    def path(self) -> Path:
        """The database file."""
        return Path(self._shared.path)

    @property
    def calendar(self) -> Calendar:
        """What tells the study day of an event; settings may change it."""
        return self._shared.calendar

    @calendar.setter
    def calendar(self, calendar: Calendar) -> None:
        self._shared.calendar = calendar

    @property
    def device(self) -> DeviceId:
        """This installation."""
        return self._shared.device

    @contextmanager
    def read(self) -> Iterator[ReadUnit]:
        """Look at one snapshot of the record, whatever others write meanwhile.

        Raises:
            StoreError: it cannot be read.
        """
        with self._connected() as connection:
            with translated(self._shared.path):
                sqlite.begin_read(connection)
            yield ReadUnit(Link(connection, self._shared.path), self._shared)

    @contextmanager
    def write(self, label: str = "", *, hidden: bool = False) -> Iterator[WriteUnit]:
        """Change the record in one transaction, which is one operation for undo.

        Commits on leaving, and what was committed is on the disk; an exception
        rolls everything back.

        Args:
            label: what undo says of it, such as `good on raft/leader#front`.
            hidden: undo passes over it: indexing and other automatic work.

        Raises:
            StoreLocked: another process wrote for more than a second.
            StoreError: it cannot be written; nothing was.
        """
        with self._lock:
            self._check_open()
            shared, connection = self._shared, self._writer
            try:
                with translated(shared.path):
                    sqlite.begin_write(connection)
                link = Link(connection, shared.path)
                unit = WriteUnit(link, shared, label=label, is_hidden=hidden)
                yield unit
                unit.finish()
                with translated(shared.path):
                    sqlite.commit(connection)
                self._commits += 1
            except BaseException:
                shared.forget()
                sqlite.roll_back(connection)
                raise

    def has_foreign_changes(self) -> bool:
        """Whether another process has committed since this was last asked."""
        version, _ = self.moment()
        changed = version != self._data_version
        self._data_version = version
        return changed

    def moment(self) -> tuple[int, int]:
        """Two numbers that differ whenever the record may.

        Returns:
            One that changes when another process has committed, and how often this
            store has; who knows what follows from its own writes counts them.
        """
        with self._lock:
            self._check_open()
            with translated(self._shared.path):
                version = sqlite.data_version(self._writer)
            return version, self._commits

    def identity(self) -> str:
        """A stamp of the database's files; see `drill.store.identity`."""
        return identity(self.path)

    def close(self) -> None:
        """Close the files; a second time does nothing. Units must have ended."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
            with translated(self._shared.path):
                self._writer.close()
                self._engine.dispose()

    def _check_open(self) -> None:
        if self._is_closed:
            raise StoreClosed

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        self._check_open()
        with translated(self._shared.path):
            connection = self._engine.connect()
        try:
            yield connection
        finally:
            sqlite.roll_back(connection)
            connection.close()
