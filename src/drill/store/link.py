"""One transaction's way to the database: runs statements, translates failures."""

from __future__ import annotations

import sqlite3
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError as AlchemyError

from drill.store.failures import store_error
from drill.store.quick import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.sql import Executable

    from drill.store.quick import Quick, QuickList

T = TypeVar("T")

STREAMED_ROWS = 1_000
MOST_VALUES = 5_000
"""Values listed in one statement; SQLite allows 32,766, and some list them twice."""


class Link:
    """Runs statements in one transaction; nothing of the driver leaks out."""

    def __init__(self, connection: Connection, path: str) -> None:
        self.connection = connection
        self.path = path
        self._driver: Any = connection.connection.driver_connection

    def rows(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[tuple[Any, ...]]:
        """Every row of a query."""
        try:
            return self.connection.execute(statement, values).all()
        except (AlchemyError, sqlite3.Error) as failure:
            raise store_error(failure, self.path) from failure

    def rows_of(
        self, statement: Executable, name: str, wanted: Iterable[Any]
    ) -> Iterator[tuple[Any, ...]]:
        """Every row of a query that lists values, however many there are.

        Args:
            statement: with an expanding parameter.
            name: of that parameter.
            wanted: its values.
        """
        values = list(wanted)
        for start in range(0, len(values), MOST_VALUES):
            yield from self.rows(statement, {name: values[start : start + MOST_VALUES]})

    def first(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> tuple[Any, ...] | None:
        """The first row of a query, None where it has none."""
        try:
            return self.connection.execute(statement, values).first()
        except (AlchemyError, sqlite3.Error) as failure:
            raise store_error(failure, self.path) from failure

    def scalar(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Any:
        """The first column of the first row, None where there is no row."""
        row = self.first(statement, values)
        return None if row is None else row[0]

    def run(
        self,
        statement: Executable,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> int:
        """Change rows, once for each mapping; how many were matched."""
        try:
            return self.connection.execute(statement, values).rowcount
        except (AlchemyError, sqlite3.Error) as failure:
            raise store_error(failure, self.path) from failure

    def insert(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """Add one row; its key."""
        try:
            key = self.connection.execute(statement, values).inserted_primary_key
            return int(key[0]) if key else 0
        except (AlchemyError, sqlite3.Error) as failure:
            raise store_error(failure, self.path) from failure

    def stream(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, fetched as they are needed."""
        try:
            result = self.connection.execute(
                statement, values, execution_options={"yield_per": STREAMED_ROWS}
            )
            yield from result
        except (AlchemyError, sqlite3.Error) as failure:
            raise store_error(failure, self.path) from failure

    def quick_row(
        self, quick: Quick, values: Mapping[str, Any]
    ) -> tuple[Any, ...] | None:
        """The first row of a statement that was compiled beforehand."""
        row: tuple[Any, ...] | None = self._executed(quick, values).fetchone()
        return row

    def quick_rows(
        self, quick: Quick, values: Mapping[str, Any]
    ) -> Sequence[tuple[Any, ...]]:
        """Every row of a statement that was compiled beforehand."""
        rows: list[tuple[Any, ...]] = self._executed(quick, values).fetchall()
        return rows

    def quick_parts(
        self, quick: Quick, values: Mapping[str, Any]
    ) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a statement that was compiled beforehand, some at a time."""
        cursor = self._executed(quick, values)
        try:
            while rows := cursor.fetchmany(STREAMED_ROWS):
                yield rows
        except sqlite3.Error as failure:
            raise store_error(failure, self.path) from failure

    def quick_rows_of(
        self, quick: QuickList, wanted: Iterable[Any]
    ) -> list[tuple[Any, ...]]:
        """Every row of such a query for some values, however many there are."""
        found: list[tuple[Any, ...]] = []
        try:
            for text, values in quick.texts(self.connection.dialect, wanted):
                found += self._driver.execute(text, values)
        except sqlite3.Error as failure:
            raise store_error(failure, self.path) from failure
        return found

    def quick_run(self, quick: Quick, values: Mapping[str, Any]) -> int:
        """Run a statement that was compiled beforehand; how many rows it matched."""
        return int(self._executed(quick, values).rowcount)

    def quick_run_many(self, quick: Quick, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement that was compiled beforehand once for each row."""
        if not rows:
            return
        text = quick.text(self.connection.dialect)
        values = map(quick.values, rows)
        try:
            self._driver.executemany(text, values)
        except sqlite3.Error as failure:
            raise store_error(failure, self.path) from failure

    def add_row(self, quick: Quick, row: Sequence[Any]) -> None:
        """Run a statement as `add_rows` does, for one row."""
        text = quick.text(self.connection.dialect)
        try:
            self._driver.execute(text, row)
        except sqlite3.Error as failure:
            raise store_error(failure, self.path) from failure

    def add_rows(self, quick: Quick, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement that was compiled beforehand once for each row.

        Args:
            quick: adds a row to a table.
            rows: values in the order of the table's columns.
        """
        dialect = self.connection.dialect
        rest = len(rows) - len(rows) % TOGETHER
        try:
            for start in range(0, rest, TOGETHER):
                some = chain.from_iterable(rows[start : start + TOGETHER])
                self._driver.execute(quick.text_of_many(dialect), tuple(some))
            self._driver.executemany(quick.text(dialect), rows[rest:])
        except sqlite3.Error as failure:
            raise store_error(failure, self.path) from failure

    def special(self, call: Callable[..., T], *values: Any) -> T:
        """Run a function of the database's own module."""
        try:
            return call(self.connection, *values)
        except (AlchemyError, sqlite3.Error) as failure:
            raise store_error(failure, self.path) from failure

    def _executed(self, quick: Quick, values: Mapping[str, Any]) -> Any:
        """A cursor of the driver itself: each of SQLAlchemy's results costs 40 µs."""
        text = quick.text(self.connection.dialect)
        try:
            return self._driver.execute(text, quick.values(values))
        except sqlite3.Error as failure:
            raise store_error(failure, self.path) from failure
