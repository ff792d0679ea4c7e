"""`drill backup`: takes a backup, or lists those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context
    from drill.sessions.upkeep_steps import BackupRow

MIB = 2**20


def run(arguments: Namespace, context: Context) -> int:
    """Take or list; returns the exit status."""
    from drill.sessions.maintenance import backup, backups

    rows: tuple[BackupRow, ...]
    if arguments.list:
        rows = backups(context.locations)
    else:
        rows = (backup(context.locations, context.clock),)
        context.output.say(f"Backed up into {context.locations.backups}.")
    if arguments.json:
        context.output.json([as_table(row) for row in rows])
    elif rows:
        context.output.table(map(cells, rows), right=[2])
    else:
        context.output.say(f"There is no backup in {context.locations.backups} yet.")
    return 0


def as_table(row: BackupRow) -> dict[str, object]:
    """A backup for programs."""
    return {"name": row.name, "at": row.at.isoformat(), "size": row.size}


def cells(row: BackupRow) -> tuple[str, str, str]:
    """A backup as a line: its name, the local time, its size."""
    at = row.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return (row.name, at, f"{row.size / MIB:.1f} MiB")
