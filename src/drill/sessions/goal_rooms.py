"""What the app asks of interviews to be ready for, behind the workspace's door."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.ids import StudyDay
    from drill.sessions.collection import Collection
    from drill.sessions.goal_steps import GoalsStep
    from drill.sessions.steps import Changed


class GoalRooms:
    """The part of the workspace that holds goals."""

    collection: Collection

    def goals(self) -> GoalsStep:
        """Every interview with how ready one will be, the nearest first."""
        from drill.sessions.goals import goals

        return goals(self.collection)

    def set_goal(
        self, day: StudyDay, scope: Sequence[str], title: str, minutes: int
    ) -> Changed:
        """Prepare for an interview, or change the one of that title.

        Raises:
            InvalidGoal: a day, a scope, a title or a number that cannot be.
            DeckNotFound: a deck or topic that does not exist.
        """
        from drill.sessions.goals import set_goal

        return set_goal(self.collection, day, scope, title=title, minutes=minutes)

    def remove_goal(self, title: str) -> Changed:
        """Take an interview away.

        Raises:
            GoalNotFound: there is none of that title.
        """
        from drill.sessions.goals import remove_goal

        return remove_goal(self.collection, title)
