"""Short words for tests of quizzes: plans, answers, time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from drill.content.questions import Arranged, Chosen, Written
from drill.events import SittingOpened
from drill.sessions.sitting_plans import PlannedQuestion, QuestionPlan
from drill.sessions.sitting_quiz import QuizSession, resume_quiz
from drill.sessions.sitting_steps import QuizPhase
from drill.sessions.sitting_wishes import QuizWishes
from tests.sessions import questions as asked

if TYPE_CHECKING:
    from drill.content.questions import Response
    from drill.events import Event
    from drill.ids import CardId, EventId
    from drill.sessions.sitting_steps import QuizStep
    from tests.sessions.desk import Desk

FIVE = (asked.CHOICE, asked.NUMERIC, asked.TYPED, asked.ORDER, asked.SEVERAL)
"""Cards whose questions are always the same."""

RIGHT: dict[CardId, Response] = {
    asked.CHOICE: Chosen((0,)),
    asked.SEVERAL: Chosen((0, 1)),
    asked.NUMERIC: Written("20 bytes"),
    asked.TYPED: Written("Consistency"),
    asked.ORDER: Arranged((0, 1, 2)),
}
WRONG: dict[CardId, Response] = {
    asked.CHOICE: Chosen((1,)),
    asked.SEVERAL: Chosen((2,)),
    asked.NUMERIC: Written("40"),
    asked.TYPED: Written("certainty"),
    asked.ORDER: Arranged((2, 1, 0)),
}


def wishes(**changes: Any) -> QuizWishes:
    """All questions of the deck that asks some."""
    return replace(QuizWishes(scope=("mine/asked",)), **changes)


def quiz(
    desk: Desk, cards: tuple[CardId, ...] = FIVE, **clock: Any
) -> tuple[QuizSession, QuizStep]:
    """A quiz of certain cards that has started; without a clock unless one is given."""
    plan = QuestionPlan(tuple(PlannedQuestion(card, 7) for card in cards), **clock)
    with desk.collection.store.write(hidden=True) as unit:
        sitting = unit.record(SittingOpened("quiz", "quiz", plan.document())).id
    session = QuizSession(desk.collection, sitting, plan, "quiz")
    return session, session.start()


def resumed(desk: Desk, sitting: EventId) -> tuple[QuizSession, QuizStep]:
    """The quiz taken up again by a program that was started anew."""
    session = resume_quiz(desk.collection, sitting)
    return session, session.start()


def killed(desk: Desk, step: QuizStep, **away: float) -> tuple[QuizSession, QuizStep]:
    """The quiz taken up again after the program was killed, and a time away."""
    desk.pass_time(**away)
    desk.reopen()
    return resumed(desk, step.sitting)


def right(step: QuizStep) -> Response:
    """The right response to the question at hand."""
    assert step.card is not None
    return RIGHT[step.card]


def wrong(step: QuizStep) -> Response:
    """A wrong response to the question at hand."""
    assert step.card is not None
    return WRONG[step.card]


def through(session: QuizSession, step: QuizStep) -> QuizStep:
    """Answer all that is left rightly; the last step."""
    while step.phase is not QuizPhase.FINISHED:
        if step.phase is QuizPhase.MARKED:
            step = session.next()
        else:
            step = session.answer(right(step))
    return step


def events(desk: Desk, card: CardId) -> list[Event]:
    """What happened to a card and was not taken back."""
    with desk.collection.store.read() as unit:
        found = unit.journal.history(card)
    return [entry.event for entry in found if not entry.retracted]
