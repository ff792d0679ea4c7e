"""Opens what a front end works with: settings, record, and decks up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.config.loading import load_settings
from drill.sessions.collection import Collection
from drill.sessions.rereading import reread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.clock import Clock
    from drill.locations import Locations


def open_collection(
    locations: Locations,
    clock: Clock,
    environment: Mapping[str, str],
    flags: Mapping[str, Any] | None = None,
) -> Collection:
    """A collection whose library is as the deck files are now.

    Args:
        locations: where everything lies.
        clock: the machine's.
        environment: variables; `DRILL_SECTION__NAME` are settings.
        flags: settings that were typed on the command line, nested.

    Raises:
        ConfigError: the settings are wrong.
        StoreError: the record cannot be opened or written.
    """
    settings = load_settings(locations.config, environment, flags)
    collection = Collection.open(locations, settings, clock)
    try:
        reread(collection)
    except BaseException:
        collection.close()
        raise
    return collection
