"""`drill review`: the app, straight in a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.cli.naming import check_names
from drill.cli.starting import need_terminal, open_app
from drill.sessions.selection import Selection

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context


def run(arguments: Namespace, context: Context) -> int:
    """Open the app in a review of what was named; returns the exit status.

    Raises:
        NoTerminal: there is none to review at.
        DeckNotFound: nothing is called so.
    """
    need_terminal()
    check_names(arguments.names, context)
    return open_app(context, Selection(scope=tuple(arguments.names)))
