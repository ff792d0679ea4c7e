"""Databases of hashcards' reviews, made for tests."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from blake3 import blake3

if TYPE_CHECKING:
    from pathlib import Path

NEW = (
    "CREATE TABLE cards (card_hash text primary key, added_at text, last_reviewed_at"
    " text, stability real, difficulty real, interval_raw real, interval_days integer,"
    " due_date text, review_count integer);"
)
OLD = "CREATE TABLE cards (card_hash text primary key, added_at text);"
MORE = (
    "CREATE TABLE sessions (session_id integer primary key, started_at text, ended_at"
    " text); CREATE TABLE reviews (review_id integer primary key, session_id integer,"
    " card_hash text, reviewed_at text, grade text, stability real, difficulty real,"
    " interval_raw real, interval_days integer, due_date text);"
)


def basic(question: str, answer: str) -> str:
    """The name of a question."""
    return blake3(f"Basic{question}{answer}".encode()).hexdigest()


def gap(text: str, start: int, end: int) -> str:
    """The name of a deletion, from its first to its last byte."""
    places = start.to_bytes(8, "little") + end.to_bytes(8, "little")
    return blake3(b"Cloze" + text.encode() + places).hexdigest()


def state(name: str, last: str | None = None, due: str | None = None) -> list[Any]:
    """A row of the table of cards."""
    return [name, "2025-01-01T00:00:00.000", last, 12.5, 4.25, 9.7, 10, due, 3]


def answer(name: str, at: str, mark: str, due: str = "2025-02-20") -> list[Any]:
    """A row of the table of reviews."""
    return [None, 1, name, at, mark, 5.5, 6.25, 5.1, 5, due]


def database(
    folder: Path, cards: list[Any], reviews: list[Any], made: str = NEW
) -> Path:
    """Write a database into a folder; `made` is its table of cards."""
    path = folder / "hashcards.db"
    path.unlink(missing_ok=True)
    link = sqlite3.connect(path)
    link.executescript(made + MORE)
    for table, rows in (("cards", cards), ("reviews", reviews)):
        for row in rows:
            marks = ",".join("?" * len(row))
            link.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608 - ours
    link.commit()
    link.close()
    return path
