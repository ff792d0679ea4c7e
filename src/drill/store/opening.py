"""Opening a database: makes a new one, brings an old one up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.errors import SchemaTooNew, StoreDamaged
from drill.store import sqlite
from drill.store.failures import translated
from drill.store.schema import HEAD, REVISIONS, metadata, revisions

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

BASE = "none"
"""The revision of a database that was prepared for migrations and had none."""


def make_folder(path: Path) -> None:
    """Make the folder that a database lies in.

    Raises:
        StoreUnwritable: a folder above it is read-only.
    """
    with translated(str(path)):
        path.parent.mkdir(parents=True, exist_ok=True)


def prepare(engine: Engine, path: Path) -> None:
    """Make sure that the database has the tables of this program.

    Raises:
        SchemaTooNew: it was written by a newer program; nothing was changed.
        StoreDamaged: it is no database, or not one of drill's.
    """
    with translated(str(path)), engine.connect() as connection:
        found = revision(connection)
        if found is None:
            found = _created(connection, path)
    if found == HEAD:
        return
    if found not in {BASE, *REVISIONS}:
        raise SchemaTooNew(str(path), found, HEAD)
    # Alembic costs 250 ms more than SQLAlchemy, and is wanted once in a release.
    from drill.store.migrating import migrate

    migrate(engine, path)


def revision(connection: Connection) -> str | None:
    """The schema's revision, None of a database without tables."""
    if not sqlite.has_table(connection, "alembic_version"):
        return None
    found = connection.execute(revisions.select()).scalar()
    return BASE if found is None else str(found)


def create(connection: Connection) -> None:
    """Make the tables of the latest revision in an empty database."""
    metadata.create_all(connection, checkfirst=False)
    sqlite.create_full_text(connection)
    connection.execute(revisions.insert(), {"version_num": HEAD})


def _created(connection: Connection, path: Path) -> str:
    """Make the tables, unless another process was quicker."""
    connection.rollback()
    sqlite.begin_write(connection)
    found = revision(connection)
    if found is not None:
        sqlite.roll_back(connection)
        return found
    if sqlite.has_tables(connection):
        sqlite.roll_back(connection)
        raise StoreDamaged(str(path), "it holds tables that are not drill's")
    create(connection)
    sqlite.commit(connection)
    return HEAD
