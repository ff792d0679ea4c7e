"""Everything the app asks of the sessions, behind one door.

The app calls it on its writer thread only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions import today, undoing
from drill.sessions.rereading import reread
from drill.sessions.review import ReviewSession
from drill.sessions.snapshot import save_home

if TYPE_CHECKING:
    from drill.sessions.collection import Collection
    from drill.sessions.selection import Selection
    from drill.sessions.steps import Changed, HomeStep


class Workspace:
    """An open collection for the screens."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    def home(self) -> HomeStep:
        """What the first screen shows now."""
        return today.home(self.collection)

    def review(self, selection: Selection) -> ReviewSession:
        """A session that has not started yet."""
        return ReviewSession(self.collection, selection)

    def undo(self) -> Changed:
        """Take back this device's latest operation."""
        return undoing.undo(self.collection)[0]

    def redo(self) -> Changed:
        """Do again what was taken back."""
        return undoing.redo(self.collection)[0]

    def reread(self) -> None:
        """Read deck files that changed on disk."""
        reread(self.collection)

    def close(self) -> None:
        """Leave the snapshot for the next start and close the store."""
        step = self.home()
        self.collection.close()
        locations = self.collection.locations
        identity = self.collection.store.identity()
        save_home(locations.snapshot, identity, step)
