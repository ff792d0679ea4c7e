"""Brings an older database up to date with Alembic.

Imported only when the schema is behind: Alembic costs 250 ms more than SQLAlchemy.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

from drill.store import sqlite
from drill.store.failures import translated

if TYPE_CHECKING:
    from sqlalchemy import Engine

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(engine: Engine, path: Path, revision: str = "head") -> None:
    """Run the migrations that are missing, in one transaction.

    Raises:
        StoreLocked: another process is writing.
        StoreError: the database cannot be changed; it is as it was.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with translated(str(path)), engine.connect() as connection:
        sqlite.begin_write(connection)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except BaseException:
            sqlite.roll_back(connection)
            raise
        sqlite.commit(connection)
