"""`drill completion`: completion scripts, and the ids that they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.cli import shells
from drill.sessions.snapshot import load_home

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context


def run(arguments: Namespace, context: Context) -> int:
    """Print a script, or the ids of decks and topics; returns the exit status."""
    scripts = {"bash": shells.bash, "zsh": shells.zsh, "fish": shells.fish}
    if arguments.shell in scripts:
        context.output.data(scripts[arguments.shell]())
        return 0
    found = load_home(context.locations.snapshot)
    for row in found[1].decks if found else ():
        context.output.data(row.id)
    return 0
