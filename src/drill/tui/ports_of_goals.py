"""What the front end asks of interviews to be ready for, as a protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.ids import StudyDay
    from drill.sessions.goal_steps import GoalsStep
    from drill.sessions.steps import Changed


class GoalPort(Protocol):
    """Interviews that one prepares for."""

    def goals(self) -> GoalsStep:
        """Every interview with how ready one will be, the nearest first."""
        ...

    def set_goal(
        self, day: StudyDay, scope: Sequence[str], title: str, minutes: int
    ) -> Changed:
        """Prepare for an interview, or change the one of that title.

        Raises:
            InvalidGoal: a day, a scope, a title or a number that cannot be.
            DeckNotFound: a deck or topic that does not exist.
        """
        ...

    def remove_goal(self, title: str) -> Changed:
        """Take an interview away.

        Raises:
            GoalNotFound: there is none of that title.
        """
        ...
