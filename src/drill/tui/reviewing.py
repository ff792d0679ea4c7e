"""An app that begins with a review instead of home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.application import DrillApp
from drill.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from drill.sessions.selection import Selection


def beginning_with(selection: Selection) -> type[DrillApp]:
    """An app that reviews a selection as soon as the collection is open."""

    class ReviewingApp(DrillApp):
        """Leaving the review leads home; the welcome of a first run comes before."""

        def begin(self) -> None:
            """What the learner came for."""
            self.push_screen(ReviewScreen(selection))

    return ReviewingApp
