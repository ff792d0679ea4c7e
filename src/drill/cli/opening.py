"""Opens the record for a command, or for the app."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.cli.context import Context
    from drill.sessions.collection import Collection
    from drill.sessions.workspace import Workspace


def open_record(context: Context) -> Collection:
    """The record with the deck files as they are now.

    Raises:
        ConfigError: the settings are wrong.
        StoreError: the record cannot be opened.
    """
    from drill.sessions.opening import open_collection

    return open_collection(context.locations, context.clock, context.environment)


def open_workspace(context: Context) -> Workspace:
    """The same behind the door of the app."""
    from drill.sessions.workspace import Workspace

    return Workspace(open_record(context))


@contextmanager
def reading(context: Context) -> Iterator[Collection]:
    """The record for a command that changes nothing."""
    with open_record(context) as collection:
        yield collection


@contextmanager
def changing(context: Context) -> Iterator[Workspace]:
    """The record for a command that changes it: home is left for the next start."""
    workspace = open_workspace(context)
    try:
        yield workspace
    except BaseException:
        workspace.collection.close()
        raise
    workspace.close()
