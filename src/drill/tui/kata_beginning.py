"""An app that begins with the list of katas instead of home."""

from __future__ import annotations

from drill.tui.application import DrillApp
from drill.tui.screens.katas import KatasScreen


def beginning_with_katas() -> type[DrillApp]:
    """An app that opens the list of katas."""

    class KataApp(DrillApp):
        """Leaving leads home; the welcome of a first run comes before."""

        def begin(self) -> None:
            """What the learner came for."""
            self.push_screen(KatasScreen())

    return KataApp
