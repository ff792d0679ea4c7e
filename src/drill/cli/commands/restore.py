"""`drill restore`: brings back a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.cli.failing import FINE, PROBLEMS
from drill.errors import BackupNotFound

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context


def run(arguments: Namespace, context: Context) -> int:
    """Restore when the learner agrees; returns the exit status."""
    from drill.sessions.maintenance import backups, restore

    name = arguments.name or ""
    known = [row for row in backups(context.locations) if row.name.startswith(name)]
    if not known:
        raise BackupNotFound(name or "of any name", context.locations.backups)
    chosen = next((row for row in known if row.name == name), known[0])
    at = chosen.at.astimezone().strftime("%Y-%m-%d %H:%M")
    question = f"Bring back {chosen.name} of {at}? What came after it is set aside."
    if not arguments.yes and not context.output.agreed(question):
        context.output.say("Nothing was changed.")
        return PROBLEMS
    restored = restore(context.locations, chosen.name, context.clock)
    context.output.data(f"restored {restored.backup.name}")
    if restored.aside is not None:
        context.output.say(f"What was there lies in {restored.aside} now.")
    return FINE
