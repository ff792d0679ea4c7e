"""How Alembic runs our migrations: on a connection and in a transaction it is given.

`migrating.migrate` begins and commits; so either all of an upgrade happens, or none.
"""

from __future__ import annotations

from alembic import context

from drill.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite rebuilds a table to alter it.
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
