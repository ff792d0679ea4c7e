"""An app that begins with an interview drill instead of home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.application import DrillApp
from drill.tui.screens.interview import InterviewScreen
from drill.tui.screens.interviews import InterviewsScreen

if TYPE_CHECKING:
    from drill.tui.screens.base import DrillScreen


def beginning_with_interview(name: str) -> type[DrillApp]:
    """An app that opens a sitting of a format; without a name, the list of formats."""

    class InterviewingApp(DrillApp):
        """Leaving leads home; the welcome of a first run comes before."""

        def begin(self) -> None:
            """What the learner came for."""
            screen: DrillScreen[None] = (
                InterviewScreen(name) if name else InterviewsScreen()
            )
            self.push_screen(screen)

    return InterviewingApp
