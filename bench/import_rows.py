"""What SQLite alone takes of an import: its rows, written without making them.

    python bench/import_rows.py COLLECTION/drill.db [--rounds 5]

Reads the rows of all imported notes from a collection, and writes them into an empty
one by the driver's `executemany`, in one transaction: no package is read, nothing
converted, no event made. Prints medians in seconds. A collection to read from is made
by `drill --data COLLECTION import PACKAGE`.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from drill.clock import SystemClock
from drill.locations import locations
from drill.sessions.opening import open_collection
from drill.store.sqlite import PRAGMAS

AROUND = ("devices", "decks", "topics")
"""Tables that the others refer to."""
IMPORTED = "SELECT key FROM notes WHERE origin = 'imported'"
ROWS = {
    "journal": "kind = 'note-put'",
    "notes": "origin = 'imported'",
    "cards": f"note IN ({IMPORTED})",
    "tags": f"note IN ({IMPORTED})",
}
WORDS = "INSERT INTO note_words(rowid, text, tags) VALUES (?, ?, ?)"

Rows = list[tuple[object, ...]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    with closing(sqlite3.connect(chosen.database)) as link:
        around = {name: _rows(link, name, "true") for name in AROUND}
        tables = {name: _rows(link, name, where) for name, where in ROWS.items()}
        words = link.execute(
            f"SELECT key, text, tags FROM notes WHERE key IN ({IMPORTED})"  # noqa: S608 - ours
        ).fetchall()
    taken: dict[str, list[float]] = {}
    for _ in range(chosen.rounds):
        for what, seconds in _written(around, tables, words).items():
            taken.setdefault(what, []).append(seconds)
    medians = {what: statistics.median(each) for what, each in taken.items()}
    for what, seconds in medians.items():
        print(f"{what:10} {seconds:6.3f} s")
    print(f"{'all':10} {sum(medians.values()):6.3f} s for {len(words):,} notes")


def _rows(link: sqlite3.Connection, table: str, where: str) -> Rows:
    return link.execute(f"SELECT * FROM {table} WHERE {where}").fetchall()  # noqa: S608 - ours


def _written(
    around: dict[str, Rows], tables: dict[str, Rows], words: Rows
) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        there = locations(Path(folder))
        open_collection(there, SystemClock(), {}).close()
        with closing(sqlite3.connect(there.database, isolation_level=None)) as link:
            for pragma in PRAGMAS:
                link.execute(pragma)
            link.execute("PRAGMA foreign_keys = OFF")
            link.execute("BEGIN IMMEDIATE")
            for name, rows in around.items():
                link.execute(f"DELETE FROM {name}")  # noqa: S608 - ours
                _add(link, name, rows)
            taken = {name: _add(link, name, rows) for name, rows in tables.items()}
            began = time.perf_counter()
            link.executemany(WORDS, words)
            taken["words"] = time.perf_counter() - began
            began = time.perf_counter()
            link.commit()
            taken["commit"] = time.perf_counter() - began
    return taken


def _add(link: sqlite3.Connection, table: str, rows: Rows) -> float:
    """Write rows; the seconds that it took."""
    if not rows:
        return 0.0
    marks = ", ".join("?" * len(rows[0]))
    began = time.perf_counter()
    link.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - ours
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
