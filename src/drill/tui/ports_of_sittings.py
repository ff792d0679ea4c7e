"""What the screens of quizzes ask of the sessions.

A part of `drill.tui.ports.Workspace`: every method is called on the writer thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from drill.content.questions import Response
    from drill.ids import EventId
    from drill.sessions.sitting_pool import Composed
    from drill.sessions.sitting_steps import QuizResult, QuizRow, QuizStep
    from drill.sessions.sitting_wishes import QuizWishes


class QuizSession(Protocol):
    """A quiz in progress; each intent returns the step that follows."""

    def start(self) -> QuizStep:
        """The first step, or the present one again."""
        ...

    def answer(self, response: Response, hints: int) -> QuizStep:
        """Mark and record a response; None: the learner does not know."""
        ...

    def next(self) -> QuizStep:
        """On from a mark."""
        ...

    def tick(self) -> QuizStep:
        """Look at the clock: time may be out, or the machine may have slept."""
        ...

    def pause(self) -> QuizStep:
        """Let the clock stand, and hide the question."""
        ...

    def resume(self) -> QuizStep:
        """Go on after a pause or a sleep."""
        ...

    def void(self) -> QuizStep:
        """Take the question at hand out, after a sleep."""
        ...

    def leave(self) -> QuizStep:
        """Break off, to go on later."""
        ...

    def undo(self) -> QuizStep:
        """Take the latest answer back."""
        ...

    def give_up(self) -> QuizStep:
        """End the quiz here."""
        ...


class QuizPort(Protocol):
    """Quizzes, as far as the screens need them."""

    def quiz_offer(self, wishes: QuizWishes) -> Composed:
        """What a quiz would be of; nothing is recorded.

        Raises:
            NothingToAsk: nothing fits the wishes.
        """
        ...

    def open_quiz(self, wishes: QuizWishes) -> QuizSession:
        """A quiz that is on disk and has not started yet."""
        ...

    def resume_quiz(self, sitting: EventId) -> QuizSession:
        """A quiz that was left half way."""
        ...

    def give_up_quiz(self, sitting: EventId) -> QuizResult:
        """End a quiz that was left half way."""
        ...

    def half_way_quiz(self) -> QuizRow | None:
        """The latest quiz that was left half way on this device."""
        ...

    def quizzes(self) -> tuple[QuizRow, ...]:
        """Every quiz, latest first."""
        ...

    def quiz_report(self, sitting: EventId) -> QuizResult:
        """The report of a quiz."""
        ...
