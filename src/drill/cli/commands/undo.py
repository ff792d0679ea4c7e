"""`drill undo`: takes back the latest operation of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.cli.opening import changing

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context


def run(arguments: Namespace, context: Context) -> int:  # noqa: ARG001 - it takes none
    """Undo, and say what was undone; returns the exit status."""
    with changing(context) as workspace:
        changed = workspace.undo()
    context.output.data(changed.message)
    return 0
