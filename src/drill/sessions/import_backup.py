"""The backup that is taken before an import changes anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.sessions.collection import Collection


def backed_up(collection: Collection) -> str:
    """The name of a backup of what was written last, not of what is being written.

    Empty while there is nothing to lose.

    Raises:
        StoreError: it cannot be taken.
    """
    from drill.sessions.maintenance import backup

    with collection.store.read() as unit:
        if not unit.journal.count():
            return ""
    return backup(collection.locations, collection.clock).name
