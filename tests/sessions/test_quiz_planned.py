"""A quiz that asks what an interview asks for: the answer counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.events import Practised
from drill.ids import StudyDay
from drill.sessions.goals import set_goal
from drill.sessions.planning import Planning
from drill.sessions.sitting_quiz import open_quiz
from drill.sessions.sitting_wishes import QuizWishes
from drill.srs.schedule import Reviewing
from tests.sessions import questions

if TYPE_CHECKING:
    from tests.sessions.desk import Desk

CARD = questions.CHOICE


def answered(desk: Desk) -> Practised:
    """What is recorded when the card is asked in a quiz."""
    session = open_quiz(desk.collection, QuizWishes(("mine/asked",), number=6))
    step = session.start()
    while step.card != CARD:
        session.answer(None)
        step = session.next()
    session.answer(None)
    with desk.collection.store.read() as unit:
        body = unit.journal.history(CARD)[-1].event.body
    assert isinstance(body, Practised)
    return body


@pytest.mark.parametrize(
    ("scope", "is_planned"), [("mine", True), ("networks", False), (None, False)]
)
def test_an_answer_counts_when_an_interview_asks_for_the_card(
    desk: Desk, scope: str | None, *, is_planned: bool
) -> None:
    questions.write_questions(desk)
    desk.learn(CARD)
    desk.pass_time(days=6)
    today = desk.collection.today
    assert isinstance(before := desk.card(CARD).schedule.state, Reviewing)
    assert before.due > today
    if scope is not None:
        set_goal(desk.collection, StudyDay(today + 1), (scope,))
    if is_planned:
        with desk.collection.store.read() as unit:
            [asked] = Planning(desk.collection, unit, today).asked(("mine",))
        assert CARD in {card.card for card in asked.reviews}
    assert answered(desk).planned is is_planned
    assert (desk.card(CARD).schedule.repetitions == 2) is is_planned
