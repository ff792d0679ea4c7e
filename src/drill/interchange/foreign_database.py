"""SQLite databases of strangers: a private copy that is only ever read.

Nothing of the file's own runs: no view, no trigger, no virtual table, no function. Our
statements ask plain tables by their names, and end when they take too long.
"""

from __future__ import annotations

import math
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drill.errors import BrokenSource, OverLimit
from drill.interchange.anki_container import LENGTHS
from drill.interchange.file_marks import SQLITE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from drill.interchange.package import Limits

STEPS: Final = 2_000_000_000
"""Steps of SQLite's machine for one statement; none of ours comes near."""
STEPS_A_LOOK: Final = 10_000_000
UNSOUND: Final = (sqlite3.Error, OverflowError, UnicodeDecodeError)
"""What Python's SQLite raises at databases that are not as they should be; the last
where a message of SQLite's own repeats letters of the file."""
_SCHEMA: Final = "SELECT name, type, sql FROM sqlite_master"
_FUNCTIONS: Final = frozenset({"count", "typeof"})
_ALLOWED: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})


class ForeignDatabase:
    """One database, opened for reading. Close it: it holds a copy of the file."""

    def __init__(
        self, path: Path, limits: Limits, needed: Mapping[str, Collection[str]]
    ) -> None:
        """Copy it, open the copy, and look at its tables.

        Args:
            path: of the file.
            limits: how large it may be.
            needed: the columns that tables of its program always have.

        Raises:
            BrokenSource: it is no database, damaged, or lacks a table or a column.
            OverLimit: it is larger than a person's would be.
        """
        self.path = path
        self._folder = tempfile.TemporaryDirectory(prefix="drill-")
        self._link: sqlite3.Connection | None = None
        self._steps = 0
        try:
            copy = Path(self._folder.name, "database")
            _copy(path, copy, limits)
            self._connect(copy)
            with self._guarded():
                self.columns = self._look(needed)
                """Of the tables that are needed, by name."""
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the database, and remove the copy."""
        if self._link is not None:
            self._link.close()
        self._folder.cleanup()

    def rows(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """What a statement of ours gives; values may be of any type.

        Raises:
            BrokenSource: the file is damaged, or made to take long.
        """
        with self._guarded():
            self._steps = 0
            # Not `yield from`: who leaves early would close a cursor that is closed.
            for row in self._opened.execute(statement):  # noqa: UP028
                yield row

    def count(self, table: str) -> int:
        """The rows of a table."""
        return int(next(self.rows(f"SELECT count(*) FROM {table}"))[0])  # noqa: S608 - ours

    @property
    def _opened(self) -> sqlite3.Connection:
        if self._link is None:
            raise BrokenSource(self.path, "it is closed")
        return self._link

    def _connect(self, copy: Path) -> None:
        with self._guarded():
            link = self._link = sqlite3.connect(copy, isolation_level=None)
            link.text_factory = lambda data: data.decode("utf-8", "replace")
            for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
                link.execute(f"PRAGMA {pragma}")
            for kind, most in LENGTHS.items():
                link.setlimit(kind, most)
            link.set_progress_handler(self._looked, STEPS_A_LOOK)

    def _look(self, needed: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
        tables = {
            str(name)
            for name, kind, sql in self._opened.execute(_SCHEMA).fetchall()
            if kind == "table" and str(sql).lstrip().upper().startswith("CREATE TABLE")
        }
        found: dict[str, frozenset[str]] = {}
        for table, columns in needed.items():
            if table not in tables:
                raise BrokenSource(self.path, f"it has no table `{table}`")
            rows = self._opened.execute(f"PRAGMA table_info({table})").fetchall()
            found[table] = frozenset(str(row[1]) for row in rows)
            lacking = sorted(set(columns) - found[table])
            if lacking:
                reason = f"its table `{table}` has no column `{lacking[0]}`"
                raise BrokenSource(self.path, reason)
        self._opened.set_authorizer(_authorized(frozenset(needed)))
        return found

    def _looked(self) -> int:
        """Ends a statement that takes far more steps than any of ours."""
        self._steps += STEPS_A_LOOK
        return int(self._steps > STEPS)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except UNSOUND as error:
            reason = f"its database is damaged: {error}"
            raise BrokenSource(self.path, reason) from error


def _authorized(tables: frozenset[str]) -> Any:
    """What SQLite asks before each step of a statement: plain reading alone."""

    def may(action: int, first: str | None, second: str | None, *_: str | None) -> int:
        is_call = action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS
        is_read = action in _ALLOWED and (first is None or first in tables)
        return sqlite3.SQLITE_OK if is_call or is_read else sqlite3.SQLITE_DENY

    return may


def _copy(path: Path, copy: Path, limits: Limits) -> None:
    """Copy a database, with the log of what is not yet in it, if there is one."""
    try:
        for ending in ("", "-wal"):
            file = path.with_name(path.name + ending)
            if ending and not file.is_file():
                continue
            if file.stat().st_size > limits.file_bytes:
                reason = f"it is larger than {limits.file_bytes:,} bytes"
                raise OverLimit(path, reason)
            shutil.copyfile(file, copy.with_name(copy.name + ending))
    except OSError as error:
        reason = error.strerror or str(error)
        raise BrokenSource(path, f"it cannot be read: {reason}") from error
    if not is_database(copy):
        raise BrokenSource(path, "it is no database of SQLite")


def is_database(path: Path) -> bool:
    """Whether a file begins as databases of SQLite do."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE
    return False


def tables_of(path: Path) -> frozenset[str]:
    """The names of a database's tables; none if it is damaged. Nothing is copied."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with (
        suppress(*UNSOUND, ValueError),
        closing(sqlite3.connect(uri, uri=True)) as link,
    ):
        link.text_factory = lambda data: data.decode("utf-8", "replace")
        link.execute("PRAGMA trusted_schema=OFF")
        rows = link.execute(_SCHEMA).fetchmany(1_000)
        return frozenset(str(name) for name, kind, _ in rows if kind == "table")
    return frozenset()


# --- values ---------------------------------------------------------------------------


def whole(value: Any, otherwise: int = 0) -> int:
    """A whole number, whatever a column holds."""
    number = real(value)
    return otherwise if number is None else int(number)


def real(value: Any) -> float | None:
    """A finite number, whatever a column holds; None if there is none."""
    try:
        number = float(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def words(value: Any) -> str:
    """A text, whatever a column holds."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)
