"""What the app asks of quizzes, behind the workspace's door."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.ids import EventId
    from drill.sessions.collection import Collection
    from drill.sessions.sitting_pool import Composed
    from drill.sessions.sitting_quiz import QuizSession
    from drill.sessions.sitting_steps import QuizResult, QuizRow
    from drill.sessions.sitting_wishes import QuizWishes


class QuizRooms:
    """The part of the workspace that holds quizzes."""

    collection: Collection

    def quiz_offer(self, wishes: QuizWishes) -> Composed:
        """What a quiz would be of; nothing is recorded.

        Raises:
            NothingToAsk: nothing fits the wishes.
        """
        from drill.sessions.sitting_pool import compose

        with self.collection.store.read() as unit:
            return compose(self.collection, unit, wishes)

    def open_quiz(self, wishes: QuizWishes) -> QuizSession:
        """A quiz that is on disk and has not started yet."""
        from drill.sessions.sitting_quiz import open_quiz

        return open_quiz(self.collection, wishes)

    def resume_quiz(self, sitting: EventId) -> QuizSession:
        """A quiz that was left half way."""
        from drill.sessions.sitting_quiz import resume_quiz

        return resume_quiz(self.collection, sitting)

    def give_up_quiz(self, sitting: EventId) -> QuizResult:
        """End a quiz that was left half way."""
        from drill.sessions.sitting_quiz import give_up_quiz

        return give_up_quiz(self.collection, sitting)

    def half_way_quiz(self) -> QuizRow | None:
        """The latest quiz that was left half way on this device."""
        from drill.sessions.sitting_history import half_way

        with self.collection.store.read() as unit:
            return half_way(unit)

    def quizzes(self) -> tuple[QuizRow, ...]:
        """Every quiz, latest first."""
        from drill.sessions.sitting_history import quiz_rows

        with self.collection.store.read() as unit:
            return tuple(quiz_rows(unit))

    def quiz_report(self, sitting: EventId) -> QuizResult:
        """The report of a quiz."""
        from drill.sessions.sitting_results import report

        with self.collection.store.read() as unit:
            return report(unit, sitting)
