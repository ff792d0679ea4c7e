"""A quiz: opened, asked, closed with its report.

The questions and their clock are `drill.sessions.sitting_questions`; here is what makes
a whole sitting of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from drill.errors import OutOfTurn, SittingNotFound
from drill.events import SittingClosed, SittingOpened
from drill.sessions.sitting_history import GIVEN_UP, QUIZ, row_of
from drill.sessions.sitting_moves import progress_of
from drill.sessions.sitting_plans import QuestionPlan
from drill.sessions.sitting_pool import compose
from drill.sessions.sitting_questions import TIME_UP, QuestionRun
from drill.sessions.sitting_results import figures, opening_of, report
from drill.sessions.sitting_steps import QuizPhase, QuizStep

if TYPE_CHECKING:
    from drill.ids import EventId
    from drill.sessions.collection import Collection
    from drill.sessions.sitting_steps import QuizResult
    from drill.sessions.sitting_wishes import QuizWishes

ALL_DONE = "all questions are done"
MINUTE_S = 60


class QuizSession(QuestionRun):
    """One quiz, from its first question to its report."""

    def __init__(
        self,
        collection: Collection,
        sitting: EventId,
        plan: QuestionPlan,
        title: str,
        message: str = "",
    ) -> None:
        """Go on with a sitting; see `open_quiz` and `resume_quiz`.

        Args:
            collection: the learner's.
            sitting: the event that opened it.
            plan: as it was recorded.
            title: what every step is headed with.
            message: what is to be said at the first step.
        """
        super().__init__(collection, sitting, plan, title=title)
        self._message = message
        self._result: QuizResult | None = None

    def give_up(self) -> QuizStep:
        """End the quiz here; what was answered stays, and makes the score.

        Raises:
            OutOfTurn: it is over.
        """
        if self.phase is QuizPhase.FINISHED:
            raise OutOfTurn("end", "finished")
        self._result = close_quiz(self._collection, self._sitting, GIVEN_UP)
        return super()._finished()

    def step(self, message: str = "") -> QuizStep:
        """The picture of this moment, with the report at the end."""
        found = super().step(message)
        return replace(found, result=self._result) if self._result else found

    def _finished(self, message: str = "") -> QuizStep:
        is_up = self.progress.next_place(len(self._plan.questions)) is not None
        reason = TIME_UP if is_up else ALL_DONE
        self._result = close_quiz(self._collection, self._sitting, reason)
        return super()._finished(message)


def open_quiz(collection: Collection, wishes: QuizWishes) -> QuizSession:
    """Choose the questions of a quiz and record its plan.

    Raises:
        DeckNotFound: the wishes name a deck or topic that there is not.
        NothingToAsk: nothing fits them.
        StoreError: it cannot be written.
    """
    title = ", ".join(wishes.scope) or "quiz"
    with collection.store.write(hidden=True) as unit:
        composed = compose(collection, unit, wishes)
        plan = QuestionPlan(
            composed.questions,
            None if wishes.minutes is None else wishes.minutes * MINUTE_S,
            wishes.each_s,
            may_pause=wishes.may_pause,
            marks_at_once=wishes.marks_at_once,
        )
        told = plan.document() | {"wishes": _wishes_document(wishes)}
        opened = unit.record(SittingOpened(QUIZ, title, told))
    return QuizSession(collection, opened.id, plan, title, composed.shortfall)


def resume_quiz(collection: Collection, sitting: EventId) -> QuizSession:
    """Take up a quiz that was left half way, or broken off by a crash.

    Raises:
        SittingNotFound: there is none of that id, it is over, or it was begun on
            another device.
    """
    with collection.store.read() as unit:
        opened, plan = opening_of(unit, sitting)
        row = row_of(unit, opened, unit.sittings.end(sitting))
    if not row.can_resume:
        reason = "it was begun on another device" if row.is_open else "it is over"
        raise SittingNotFound(sitting, reason)
    return QuizSession(collection, sitting, plan, row.title)


def give_up_quiz(collection: Collection, sitting: EventId) -> QuizResult:
    """End a quiz that was left half way, without going on with it.

    Raises:
        SittingNotFound: there is none of that id.
    """
    return close_quiz(collection, sitting, GIVEN_UP)


def close_quiz(collection: Collection, sitting: EventId, reason: str) -> QuizResult:
    """Record the end of a quiz, unless it was recorded; its report."""
    with collection.store.write(hidden=True) as unit:
        if unit.sittings.end(sitting) is None:
            _, plan = opening_of(unit, sitting)
            progress = progress_of(unit.sittings.moves(sitting))
            told = figures(unit, sitting, plan, progress, reason)
            unit.record(SittingClosed(sitting, told))
    with collection.store.read() as unit:
        return report(unit, sitting)


def _wishes_document(wishes: QuizWishes) -> dict[str, Any]:
    """What was asked for, as JSON has it."""
    return {
        "scope": list(wishes.scope),
        "number": wishes.number,
        "mix": wishes.mix.value,
        "difficulty": wishes.difficulty,
        "mistakes_days": wishes.mistakes_days,
        "kinds": list(wishes.kinds),
    }
