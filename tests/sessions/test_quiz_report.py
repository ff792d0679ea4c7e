"""What a quiz says when it is over, and the list of earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.errors import SittingNotFound
from drill.events import SittingClosed, SittingOpened
from drill.ids import EventId
from drill.quiz.marks import Verdict
from drill.sessions.review import ReviewSession
from drill.sessions.sitting_steps import Fate, QuizPhase, QuizResult
from drill.sessions.steps import Phase
from drill.sessions.workspace import Workspace
from tests.sessions import questions as asked
from tests.sessions.quizzes import FIVE, quiz, right, through, wishes, wrong

if TYPE_CHECKING:
    from drill.ids import CardId
    from tests.sessions.desk import Desk


@pytest.fixture(autouse=True)
def _questions(desk: Desk) -> None:
    asked.write_questions(desk)


def taken(
    desk: Desk, cards: tuple[CardId, ...] = FIVE, seconds: float = 5, **clock: Any
) -> QuizResult:
    """The report of a quiz that was answered rightly, so many seconds a question."""
    session, step = quiz(desk, cards, **clock)
    while step.phase is not QuizPhase.FINISHED:
        desk.pass_time(seconds=seconds)
        step = session.answer(right(step))
        step = session.next()
    assert step.result is not None
    return step.result


def test_credit_is_given_in_parts(desk: Desk) -> None:
    from drill.content.questions import Chosen

    session, step = quiz(desk, (asked.SEVERAL, asked.CHOICE))
    step = session.answer(Chosen((0,)))
    assert step.marked is not None
    assert step.marked.verdict is Verdict.PARTLY
    step = session.next()
    session.answer(right(step))
    result = session.next().result
    assert result is not None
    assert result.of(Fate.PARTLY) == 1
    assert 0.5 < (result.row.score or 0) < 1
    assert result.credit == pytest.approx(2 * (result.row.score or 0))


def test_what_was_missed_can_be_reviewed_at_once(desk: Desk) -> None:
    session, step = quiz(desk)
    session.answer(wrong(step))
    session.next()
    session.answer(None)
    step = through(session, session.next())
    assert step.result is not None
    assert step.result.review is not None
    assert step.result.review.cards == FIVE[:2]
    review = ReviewSession(desk.collection, step.result.review)
    shown = review.start()
    assert (shown.phase, shown.card) == (Phase.FRONT, asked.CHOICE)


def test_nothing_is_to_be_reviewed_when_all_was_right(desk: Desk) -> None:
    assert taken(desk).review is None


def test_topics_are_told_apart_the_weakest_first(desk: Desk) -> None:
    desk.write(
        desk.own / "mine/other.yaml",
        """\
        topic: other
        title: Other
        notes:
          - {id: word, kind: typed, question: What?, answer: that, source: x}
        """,
    )
    desk.reopen()
    other = type(asked.CHOICE)("mine/other/word#q")
    session, step = quiz(desk, (asked.CHOICE, other, asked.NUMERIC))
    desk.pass_time(seconds=4)
    session.answer(right(step))
    session.next()
    session.answer(None)
    step = session.next()
    desk.pass_time(seconds=6)
    session.answer(right(step))
    result = session.next().result
    assert result is not None
    assert [(each.topic, each.score, each.counted) for each in result.topics] == [
        ("mine/other", 0, 1),
        ("mine/asked", 1, 2),
    ]
    assert result.topics[1].title == "mine › asked"
    assert result.topics[1].mean_s == 5


def test_times_are_shown_beside_what_they_should_be(desk: Desk) -> None:
    result = taken(desk)
    question = result.questions[0]
    assert (question.spent_s, question.kind) == (5, "choice")
    assert question.expected_s > 0
    assert question.usual_s is None  # nothing is known of this learner yet
    [choice] = [each for each in result.kinds if each.kind == "choice"]
    assert (choice.counted, choice.median_s, choice.usual_s) == (2, 5, None)
    assert result.slow == ()


def test_the_learners_own_median_is_known_after_some_answers(desk: Desk) -> None:
    for seconds in (10, 20, 30):
        taken(desk, (asked.CHOICE, asked.SEVERAL), seconds)
    result = taken(desk, (asked.CHOICE, asked.NUMERIC), 25)
    [choice, number] = result.questions
    assert choice.usual_s == 20
    assert number.usual_s is None
    assert not choice.is_slow  # slower than such questions are, but not for them
    again = Workspace(desk.collection).quiz_report(result.row.sitting)
    taken(desk, (asked.CHOICE, asked.SEVERAL), 500)
    assert Workspace(desk.collection).quiz_report(result.row.sitting) == again


def test_what_took_long_is_told_the_slowest_first(desk: Desk) -> None:
    session, step = quiz(desk, FIVE, each_s=300.0)
    for seconds in (1, 200, 250, 290, 301):
        desk.pass_time(seconds=seconds)
        step = session.answer(right(step))
        step = session.next()
    result = step.result
    assert result is not None
    slow = {each.place for each in result.slow}
    assert slow == {2, 3, 4}  # what timed out is told of elsewhere
    slowness = [each.spent_s / each.expected_s for each in result.slow]
    assert slowness == sorted(slowness, reverse=True)


def test_a_quiz_that_is_not_over_has_a_report_too(desk: Desk) -> None:
    session, step = quiz(desk)
    session.answer(right(step))
    result = Workspace(desk.collection).quiz_report(step.sitting)
    assert result.row.is_open
    assert result.row.counted == 1
    assert result.row.score is None
    assert result.of(Fate.NOT_REACHED) == 4
    assert result.reason == ""
    assert result.earlier == ()


def test_there_is_no_report_of_what_there_was_not(desk: Desk) -> None:
    with pytest.raises(SittingNotFound):
        Workspace(desk.collection).quiz_report(EventId("0" * 32))


def test_earlier_quizzes_are_listed(desk: Desk) -> None:
    space = Workspace(desk.collection)
    assert space.quizzes() == ()
    assert space.half_way_quiz() is None
    first = taken(desk)
    desk.pass_time(days=1)
    session, step = quiz(desk)
    session.answer(wrong(step))
    session.leave()
    desk.pass_time(days=1)
    last = taken(desk, FIVE[:2])
    assert [each.sitting for each in last.earlier] == [
        first.row.sitting,
        last.row.sitting,
    ]
    listed = space.quizzes()
    assert [each.sitting for each in listed] == [
        last.row.sitting,
        step.sitting,
        first.row.sitting,
    ]
    left = space.half_way_quiz()
    assert left is not None
    assert left == listed[1]
    assert (left.is_open, left.counted, left.number) == (True, 1, 5)
    assert listed[2].date_label == "Mon 2 Mar"
    space.give_up_quiz(left.sitting)
    assert space.half_way_quiz() is None
    assert len(space.quiz_report(last.row.sitting).earlier) == 3


def test_the_door_opens_and_resumes_quizzes(desk: Desk) -> None:
    space = Workspace(desk.collection)
    step = space.open_quiz(wishes()).start()
    assert space.resume_quiz(step.sitting).start().card == step.card


def test_a_report_survives_a_closing_of_another_program(desk: Desk) -> None:
    _, step = quiz(desk)
    with desk.collection.store.write(hidden=True) as unit:
        strange = {"usual_s": 7, "score": "high", "reason": 3}
        unit.record(SittingClosed(step.sitting, strange))
    result = Workspace(desk.collection).quiz_report(step.sitting)
    assert result.row.score == 0
    assert result.reason == "3"


def test_what_is_no_quiz_is_not_listed(desk: Desk) -> None:
    with desk.collection.store.write(hidden=True) as unit:
        unit.record(SittingOpened("phone-screen", "x", {}))
        unit.record(SittingOpened("quiz", "strange", {}))
    [row] = Workspace(desk.collection).quizzes()
    assert (row.title, row.number, row.can_resume) == ("strange", 0, False)
