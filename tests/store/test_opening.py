"""Databases of all sorts are opened, brought up to date, or refused with a word."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.expression import Executable

import drill.store
from drill.errors import (
    SchemaTooNew,
    StoreClosed,
    StoreDamaged,
    StoreLocked,
    StoreUnwritable,
)
from drill.events import Flagged, Suspended
from drill.ids import CardId
from drill.store import doctor, sqlite
from drill.store.migrating import MIGRATIONS, migrate
from drill.store.quick import Quick, QuickList
from drill.store.schema import HEAD, REVISIONS, metadata
from tests.store.records import LEADER, QUORUM, Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]


def test_a_new_database_is_whole(tmp_path: Path) -> None:
    assert Record(tmp_path).is_healthy()


def migrated(path: Path) -> dict[str, str]:
    engine = sqlite.engine(path)
    migrate(engine, path)
    with engine.connect() as connection:

        def is_ours(name: str | None, kind: str, _: object) -> bool:
            return kind != "table" or not (name or "").startswith("note_words")

        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": is_ours,
            },
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    return indexes(path)


def indexes(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as link:
        rows = link.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'")
        return {name: " ".join((sql or "").split()) for name, sql in rows}


def test_migrations_lead_to_the_schema_that_is_created(tmp_path: Path) -> None:
    Record(tmp_path / "created").store.close()
    made = indexes(tmp_path / "created" / "drill.db")
    by_hand = migrated(tmp_path / "migrated.db")
    assert by_hand.keys() - {"sqlite_autoindex_alembic_version_1"} <= made.keys()
    assert all(made[name] == sql for name, sql in by_hand.items() if sql)


def test_a_migrated_database_works(tmp_path: Path) -> None:
    migrated(tmp_path / "drill.db")
    record = Record(tmp_path)
    record.put()
    record.learn(LEADER)
    assert record.is_healthy()


def test_every_revision_is_known() -> None:
    names = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py"))
    assert tuple(names) == REVISIONS
    assert REVISIONS[-1] == HEAD


def test_a_database_behind_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "drill.db"
    with closing(sqlite3.connect(path)) as link:
        link.execute("CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY)")
        link.commit()
    assert Record(tmp_path).is_healthy()


QUESTIONS = """
topic: asked
title: Asked
notes:
  - id: basic
    front: Who?
    back: The leader.
  - id: number
    kind: numeric
    question: How many of five?
    answer: 3
  - id: word
    kind: typed
    question: Who?
    answer: the leader
"""


def test_questions_that_an_older_program_read_are_asked(tmp_path: Path) -> None:
    record = Record(tmp_path)
    record.put(QUESTIONS, "asked")
    record.do(Suspended(CardId("ds/asked/word#q")))
    record.store.close()
    with closing(sqlite3.connect(record.path)) as link:
        link.execute("UPDATE alembic_version SET version_num = '0001'")
        link.execute("UPDATE cards SET askable = 0, lane = -2 WHERE part = 'q'")
        link.execute("UPDATE topics SET cards = 1, fresh = 1")
        link.commit()
    record.store = record.opened()
    with record.store.read() as unit:
        cards = unit.cards.many(
            [CardId("ds/asked/number#q"), CardId("ds/asked/word#q")]
        )
        assert [card.askable for card in cards.values()] == [True, True]
        [counts] = unit.cards.counts(record.day)
        assert (counts.cards, counts.new) == (3, 2)
    assert record.is_healthy()


def test_a_newer_schema_is_refused_and_left_alone(record: Record) -> None:
    record.store.close()
    with closing(sqlite3.connect(record.path)) as link:
        link.execute("UPDATE alembic_version SET version_num = '0999'")
        link.commit()
    before = record.path.read_bytes()
    with pytest.raises(SchemaTooNew, match="0999"):
        record.opened()
    assert record.path.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"this is no database", bytes(10_000), bytes(range(256)) * 32],
    ids=["text", "zeros", "noise"],
)
def test_a_file_that_is_no_database_is_said_to_be_damaged(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "drill.db"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        Record(tmp_path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "drill.db")) as link:
        link.execute("CREATE TABLE flights (number)")
        link.commit()
    with pytest.raises(StoreDamaged, match="not drill's"):
        Record(tmp_path)


@pytest.mark.parametrize("size", [100, 5000, 50_000])
def test_a_truncated_database_is_said_to_be_damaged(record: Record, size: int) -> None:
    record.learn(LEADER)
    record.store.close()
    os.truncate(record.path, size)
    with pytest.raises(StoreDamaged):  # noqa: PT012 - sooner or later
        record.store = record.opened()
        doctor.examine(record.store)
        record.card(LEADER)


def test_zeroed_pages_are_found_by_the_doctor(record: Record) -> None:
    record.learn(LEADER)
    record.store.close()
    with record.path.open("r+b") as file:
        file.seek(4096 * 40)
        file.write(bytes(4096 * 20))
    try:
        record.store = record.opened()
        found = doctor.examine(record.store)
    except StoreDamaged:
        return
    assert not doctor.is_healthy(found)


def test_a_closed_store_says_so(record: Record) -> None:
    record.store.close()
    record.store.close()
    with pytest.raises(StoreClosed), record.store.read():
        pass
    with pytest.raises(StoreClosed), record.store.write():
        pass
    with pytest.raises(StoreClosed):
        record.store.has_foreign_changes()


def test_a_lock_held_over_a_second_is_a_clear_error(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(record.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked):
            record.do(Flagged(LEADER, 1))
        assert record.schedule(LEADER).flag == 0
        other.execute("ROLLBACK")
    record.do(Flagged(LEADER, 1))
    assert record.schedule(LEADER).flag == 1


def test_a_lock_held_for_a_moment_is_waited_for(record: Record) -> None:
    other = sqlite3.connect(record.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.2, lambda: other.execute("ROLLBACK"))
    release.start()
    record.do(Flagged(LEADER, 1))
    release.join()
    other.close()
    assert record.schedule(LEADER).flag == 1


READ_ONLY = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from drill.clock import Calendar, FixedClock
from drill.errors import StoreUnwritable
from drill.ids import DeviceId
from drill.store.store import Store
import drill.store.opening, drill.store.search.page
os.setuid(65534)
clock = FixedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
try:
    store = Store.open(
        Path(sys.argv[1]), clock=clock, calendar=Calendar(UTC),
        device=DeviceId("a1" * 16),
    )
    with store.write() as unit:
        unit.link.connection.exec_driver_sql("UPDATE devices SET sequence = 9")
except StoreUnwritable as error:
    print("unwritable", error.hint)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="drops the rights of root"
)
@pytest.mark.parametrize("has_database", [True, False])
def test_a_read_only_folder_is_a_clear_error(
    tmp_path: Path, *, has_database: bool
) -> None:
    open_to_all(tmp_path)
    folder = tmp_path / "data"
    folder.mkdir()
    if has_database:
        Record(folder).store.close()
        (folder / "drill.db").chmod(0o444)
    folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(folder / "drill.db")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "unwritable" in done.stdout, done.stderr
    assert "--data" in done.stdout


def open_to_all(path: Path) -> None:
    """Let another user come as far as this folder."""
    for folder in (path, *path.parents):
        if folder.owner() == "root" and str(folder).startswith("/tmp/"):  # noqa: S108
            folder.chmod(folder.stat().st_mode | 0o055)


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(StoreUnwritable):
        Record(tmp_path / "file" / "data")


def test_a_folder_in_the_database_s_place_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "drill.db").mkdir()
    with pytest.raises(StoreUnwritable):
        Record(tmp_path)


def test_a_key_press_after_an_error_works(record: Record) -> None:
    writer = record.store._writer.connection.driver_connection
    assert writer is not None
    writer.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreUnwritable):
        record.rate(QUORUM)
    writer.execute("PRAGMA query_only = OFF")
    record.rate(QUORUM)
    assert record.schedule(QUORUM).repetitions == 1
    assert record.is_healthy()


# --- other databases --------------------------------------------------------------


def statements() -> Iterator[tuple[str, Any]]:
    """Every statement that a module of the store keeps, but for SQLite's own."""
    for module in pkgutil.walk_packages(drill.store.__path__, "drill.store."):
        if ".migrations" in module.name or module.name.endswith(".sqlite"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            is_quick = isinstance(value, Quick | QuickList)
            found = value.statement if is_quick else value
            if isinstance(found, ClauseElement) and isinstance(found, Executable):
                yield f"{module.name}.{name}", found


def test_there_are_statements_to_compile() -> None:
    assert len(list(statements())) > 80


@pytest.mark.parametrize(
    "statement", [pytest.param(found, id=name) for name, found in statements()]
)
def test_every_statement_compiles_for_postgresql(statement: ClauseElement) -> None:
    text = str(statement.compile(dialect=POSTGRESQL))
    assert "rowid" not in text


def test_every_table_compiles_for_postgresql() -> None:
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=POSTGRESQL))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=POSTGRESQL))
