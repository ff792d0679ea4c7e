"""An app that begins with a quiz instead of home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.application import DrillApp
from drill.tui.screens.quiz import QuizScreen

if TYPE_CHECKING:
    from drill.sessions.sitting_wishes import QuizWishes


def beginning_with_quiz(wishes: QuizWishes) -> type[DrillApp]:
    """An app that asks a quiz as soon as the collection is open."""

    class QuizzingApp(DrillApp):
        """Leaving the quiz leads home; the welcome of a first run comes before."""

        def begin(self) -> None:
            """What the learner came for."""
            self.push_screen(QuizScreen(wishes))

    return QuizzingApp
