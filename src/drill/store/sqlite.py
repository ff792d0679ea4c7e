"""All that only SQLite understands: pragmas, transactions, full text, its files.

Another database needs another module with these functions; every other statement
of the store compiles for PostgreSQL too, and a test holds that.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    Integer,
    bindparam,
    column,
    create_engine,
    func,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Column, ColumnElement, Connection, Engine, Select

BUSY_TIMEOUT_MS = 1_000
"""How long a statement waits for another process's lock."""

CACHE_KIB = 40_960
"""Pages that a reading connection keeps in memory."""

WRITER_CACHE_KIB = 8_192
"""An answer touches a dozen pages; two large caches would cost the app its memory."""

PASSING_CACHE_KIB = 4_096
"""What is read but once needs no room; filling it would take a tenth of the time."""

PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA cache_size = -{CACHE_KIB}",
    "PRAGMA temp_store = MEMORY",
)

FULL_TEXT = """
CREATE VIRTUAL TABLE note_words USING fts5(
    text, tags, content = 'notes', content_rowid = 'key',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')
"""


def engine(path: Path) -> Engine:
    """An engine on a database file, which is created when it is missing."""

    def connect() -> sqlite3.Connection:
        link = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            for pragma in PRAGMAS:
                link.execute(pragma)
        except sqlite3.Error:
            link.close()
            raise
        return link

    return create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=6,
        pool_use_lifo=True,
        pool_reset_on_return=None,
    )


def begin_read(connection: Connection) -> None:
    """Start a transaction that sees one snapshot of the database."""
    _driver(connection).execute("BEGIN")


def begin_write(connection: Connection) -> None:
    """Start a transaction that no other can get in the way of."""
    _driver(connection).execute("BEGIN IMMEDIATE")


def commit(connection: Connection) -> None:
    """End a transaction; what it wrote is on the disk."""
    _driver(connection).commit()
    connection.rollback()  # SQLAlchemy ends what it believes to be open


def roll_back(connection: Connection) -> None:
    """End a transaction, unless SQLite has ended it already, and forget its changes."""
    connection.rollback()
    _driver(connection).rollback()


def limit_cache(connection: Connection, kib: int = WRITER_CACHE_KIB) -> None:
    """Make do with few pages: for who only writes, or reads everything once."""
    connection.exec_driver_sql(f"PRAGMA cache_size = -{kib}")


def data_version(connection: Connection) -> int:
    """A number that changes when another connection has committed."""
    row = _driver(connection).execute("PRAGMA data_version").fetchone()
    return int(row[0])


def has_tables(connection: Connection) -> bool:
    """Whether the file holds anything yet."""
    sql = "SELECT count(*) FROM sqlite_master"
    return bool(connection.exec_driver_sql(sql).scalar_one())


def has_table(connection: Connection, name: str) -> bool:
    """Whether there is a table of this name."""
    sql = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    return bool(connection.exec_driver_sql(sql, (name,)).scalar_one())


def create_full_text(connection: Connection) -> None:
    """Make the index of the notes' words."""
    connection.exec_driver_sql(FULL_TEXT)


def index_words(connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Add notes to the index of words; of each its key, text and tags."""
    _driver(connection).executemany(
        "INSERT INTO note_words(rowid, text, tags) VALUES (?, ?, ?)", rows
    )


def forget_words(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Take notes out of the index; `rows` are as they were when they were added."""
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO note_words(note_words, rowid, text, tags)"
            " VALUES ('delete', :key, :text, :tags)",
            rows,
        )


def notes_with(phrases: list[tuple[str, bool]]) -> Select[Any]:
    """Keys of the notes that hold all of some phrases.

    Args:
        phrases: words in their order, anything but letters and digits parting them,
            and whether the last of them may go on.
    """
    match = " ".join(
        literal(words) + ("*" if is_prefix else "") for words, is_prefix in phrases
    )
    holds = text("note_words MATCH :words").bindparams(
        bindparam("words", match, unique=True)
    )
    return (
        select(column("rowid", Integer)).select_from(table("note_words")).where(holds)
    )


def notes_with_any(connection: Connection, words: list[str], most: int) -> list[int]:
    """Keys of notes that have any of some words, those with the rarest first."""
    sql = "SELECT rowid FROM note_words WHERE note_words MATCH ? ORDER BY rank LIMIT ?"
    match = " OR ".join(literal(word) for word in words)
    return list(connection.exec_driver_sql(sql, (match, most)).scalars())


def entry(contents: Column[str], *names: str) -> ColumnElement[Any]:
    """What a JSON text has under these names, one in the other; null if it has none.

    Taken out here, it costs a tenth of what reading the whole text in Python does.
    """
    return func.json_extract(contents, ".".join(["$", *names]))


def entries(contents: Column[str], *places: str) -> ColumnElement[str]:
    """Several such entries as a list in JSON, read in one go.

    Args:
        contents: a JSON text.
        places: names, those in one another parted by dots.
    """
    return func.json_extract(contents, *(f"$.{place}" for place in places))


def rebuild_words(connection: Connection) -> None:
    """Index all notes afresh; quicker than one by one from some thousands on."""
    connection.exec_driver_sql("INSERT INTO note_words(note_words) VALUES ('rebuild')")


def words_are_sound(connection: Connection) -> bool:
    """Whether the index of words agrees with the notes."""
    try:
        connection.exec_driver_sql(
            "INSERT INTO note_words(note_words, rank) VALUES ('integrity-check', 1)"
        )
    except DBAPIError as failure:
        code = getattr(failure.orig, "sqlite_errorcode", 0)
        if code & 0xFF == sqlite3.SQLITE_CORRUPT:
            return False
        raise
    return True


def integrity(connection: Connection) -> list[str]:
    """What SQLite's own check finds wrong; empty when all is well."""
    rows = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    return [row for row in rows if row != "ok"]


def foreign_key_violations(connection: Connection) -> int:
    """Rows that point at nothing."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def _driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection: SQLAlchemy adds 30 µs to each of its statements.

    Answering and showing the next card takes four that only begin, end or look.
    """
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def literal(word: str) -> str:
    """A word as the query language of the index quotes it, whatever is in it."""
    return '"' + word.replace('"', '""').replace("\0", "") + '"'
