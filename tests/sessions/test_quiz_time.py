"""The clock of a quiz: limits, pauses, sleep, a killed program, a wall clock set."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drill.errors import NothingToUndo, OutOfTurn, StoreLocked
from drill.events import Practised
from drill.ids import Rating
from drill.quiz.marks import Verdict
from drill.sessions.sitting_clock import QuestionClock
from drill.sessions.sitting_steps import Fate, QuizPhase
from tests.sessions import questions as asked
from tests.sessions.quizzes import (
    FIVE,
    events,
    killed,
    quiz,
    resumed,
    right,
    through,
)

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


@pytest.fixture(autouse=True)
def _questions(desk: Desk) -> None:
    asked.write_questions(desk)


# --- limits -----------------------------------------------------------------------


def test_the_clock_counts_down_while_a_question_waits_and_only_then(
    desk: Desk,
) -> None:
    session, step = quiz(desk, each_s=30.0, total_s=100.0)
    assert step.is_running
    desk.pass_time(seconds=12)
    step = session.tick()
    assert (step.spent_s, step.question_left_s, step.total_left_s) == (12, 18, 88)
    assert step.left_s == 18
    assert step.taken_at == desk.clock.boottime()
    step = session.answer(right(step))
    assert not step.is_running
    desk.pass_time(minutes=5)  # the mark is read
    step = session.next()
    assert (step.question_left_s, step.total_left_s) == (30, 88)


def test_time_out_marks_the_question(desk: Desk) -> None:
    session, step = quiz(desk, each_s=30.0)
    desk.pass_time(seconds=31)
    step = session.tick()
    assert step.phase is QuizPhase.MARKED
    assert step.message == "time is out for this question"
    assert step.marked is not None
    assert step.marked.verdict is Verdict.NO_ANSWER
    [event] = events(desk, asked.CHOICE)
    assert isinstance(event.body, Practised)
    assert event.body.rating is Rating.AGAIN
    assert event.body.duration_ms == 30_000
    step = through(session, step)
    assert step.result is not None
    first = step.result.questions[0]
    assert (first.fate, first.spent_s, first.credit) == (Fate.TIMED_OUT, 30, 0)
    assert step.result.row.score == 0.8


def test_an_answer_that_comes_too_late_is_none(desk: Desk) -> None:
    session, step = quiz(desk, each_s=30.0, marks_at_once=False)
    desk.pass_time(seconds=30)
    step = session.answer(right(step))
    assert (step.place, step.credit, step.counted) == (2, 0, 1)
    assert step.question_left_s == 30


def test_a_question_that_timed_out_is_not_taken_back(desk: Desk) -> None:
    session, step = quiz(desk, each_s=30.0)
    desk.pass_time(seconds=31)
    step = session.tick()
    assert not step.can_undo
    with pytest.raises(NothingToUndo):
        session.undo()


def test_the_end_of_the_whole_time_ends_the_quiz(desk: Desk) -> None:
    session, step = quiz(desk, total_s=50.0)
    desk.pass_time(seconds=20)
    session.answer(right(step))
    session.next()
    desk.pass_time(seconds=45)
    step = session.tick()
    assert step.phase is QuizPhase.MARKED
    assert step.message == "the time is up"
    assert step.total_left_s == 0
    step = session.next()
    assert step.phase is QuizPhase.FINISHED
    assert step.result is not None
    assert step.result.reason == "the time is up"
    assert [each.fate for each in step.result.questions] == [
        Fate.RIGHT,
        Fate.TIMED_OUT,
        *[Fate.NOT_REACHED] * 3,
    ]
    assert step.result.row.score == 0.2  # what was not reached has no credit
    assert step.result.row.spent_s == 50


def test_the_end_comes_at_once_when_marks_come_at_the_end(desk: Desk) -> None:
    session, _ = quiz(desk, total_s=50.0, marks_at_once=False)
    desk.pass_time(seconds=50)
    step = session.tick()
    assert step.phase is QuizPhase.FINISHED
    assert step.message == "the time is up"


def test_time_out_that_could_not_be_written_is_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _ = quiz(desk, each_s=30.0)
    desk.pass_time(seconds=40)

    def locked(*_: object, **__: object) -> None:
        raise StoreLocked("drill.db")

    with monkeypatch.context() as patch:
        patch.setattr(desk.collection.store, "write", locked)
        with pytest.raises(StoreLocked):
            session.tick()
    assert session.tick().phase is QuizPhase.MARKED
    assert len(events(desk, asked.CHOICE)) == 1


def test_what_is_larger_can_stop_a_run(desk: Desk) -> None:
    session, _ = quiz(desk)
    desk.pass_time(seconds=8)
    step = session.stop()
    assert step.phase is QuizPhase.FINISHED
    assert session.progress.decided[0].move == "timed-out"
    assert session.progress.decided[0].spent_s == 8
    session, step = quiz(desk)
    session.answer(right(step))
    session.stop()
    assert session.progress.counted == 1


# --- pauses -----------------------------------------------------------------------


def test_a_pause_stops_the_clock_and_hides_the_question(desk: Desk) -> None:
    session, _ = quiz(desk, each_s=30.0, may_pause=True)
    desk.pass_time(seconds=10)
    step = session.pause()
    assert (step.phase, step.question, step.is_running) == (
        QuizPhase.PAUSED,
        None,
        False,
    )
    assert step.place == 1
    desk.pass_time(hours=2)
    assert session.tick().question_left_s == 20
    step = session.resume()
    assert step.phase is QuizPhase.ASKED
    assert step.question_left_s == 20


def test_pauses_are_refused_where_they_are_not_allowed(desk: Desk) -> None:
    session, _ = quiz(desk, each_s=30.0)
    with pytest.raises(OutOfTurn, match="without pauses"):
        session.pause()


def test_it_is_too_late_for_a_pause_when_time_is_out(desk: Desk) -> None:
    session, _ = quiz(desk, each_s=30.0, may_pause=True)
    desk.pass_time(seconds=31)
    assert session.pause().phase is QuizPhase.MARKED


def test_a_pause_outlives_a_crash(desk: Desk) -> None:
    session, _ = quiz(desk, each_s=30.0, may_pause=True)
    desk.pass_time(seconds=10)
    step = session.pause()
    session, step = killed(desk, step, days=3)
    assert (step.phase, step.question) == (QuizPhase.PAUSED, None)
    step = session.resume()
    assert (step.phase, step.question_left_s) == (QuizPhase.ASKED, 20)


def test_leaving_is_a_pause_where_pauses_are_allowed(desk: Desk) -> None:
    session, _ = quiz(desk, each_s=30.0, may_pause=True)
    desk.pass_time(seconds=10)
    step = session.leave()
    session, step = killed(desk, step, days=3)
    assert step.phase is QuizPhase.PAUSED
    assert session.resume().question_left_s == 20


# --- sleep, and a stopped program -------------------------------------------------


def test_a_stopped_program_does_not_stop_the_clock(desk: Desk) -> None:
    """What ctrl+z does: both clocks of the machine go on."""
    session, _ = quiz(desk, each_s=600.0)
    desk.pass_time(minutes=5)
    step = session.tick()
    assert (step.phase, step.spent_s) == (QuizPhase.ASKED, 300)


def test_a_short_sleep_counts_like_any_other_time(desk: Desk) -> None:
    session, _ = quiz(desk, each_s=100.0)
    desk.clock.sleep(timedelta(seconds=60))
    step = session.tick()
    assert (step.phase, step.spent_s) == (QuizPhase.ASKED, 60)


@pytest.mark.parametrize("intent", ["tick", "answer", "pause"])
def test_a_long_sleep_offers_to_void_the_question(desk: Desk, intent: str) -> None:
    session, step = quiz(desk, each_s=100.0, may_pause=True)
    desk.pass_time(seconds=10)
    desk.clock.sleep(timedelta(seconds=61))
    if intent == "answer":
        step = session.answer(right(step))
    else:
        step = getattr(session, intent)()
    assert (step.phase, step.question, step.absence_s) == (QuizPhase.ASLEEP, None, 61)
    assert events(desk, asked.CHOICE) == []
    desk.pass_time(minutes=3)  # the offer may be read at leisure
    step = session.void()
    assert (step.phase, step.place) == (QuizPhase.ASKED, 2)
    assert step.message == "the question was taken out"
    step = through(session, step)
    assert step.result is not None
    assert step.result.of(Fate.VOIDED) == 1
    assert step.result.row.score == 1


def test_whoever_goes_on_pays_with_the_share_of_the_question(desk: Desk) -> None:
    session, _ = quiz(desk, total_s=500.0)
    desk.pass_time(seconds=10)
    desk.clock.sleep(timedelta(hours=8))
    session.tick()
    step = session.resume()
    assert step.phase is QuizPhase.ASKED
    assert (step.spent_s, step.total_left_s) == (100, 400)


def test_a_sleep_that_leaves_time_costs_what_it_took(desk: Desk) -> None:
    session, _ = quiz(desk, each_s=200.0)
    desk.pass_time(seconds=10)
    desk.clock.sleep(timedelta(seconds=90))
    session.tick()
    assert session.resume().spent_s == 100


def test_a_sleep_beyond_the_limit_of_a_question_times_it_out(desk: Desk) -> None:
    session, _ = quiz(desk, each_s=100.0)
    desk.clock.sleep(timedelta(hours=8))
    session.tick()
    session.resume()
    assert session.tick().message == "time is out for this question"


def test_a_void_can_be_taken_back(desk: Desk) -> None:
    session, _ = quiz(desk, each_s=100.0)
    desk.pass_time(seconds=10)
    desk.clock.sleep(timedelta(seconds=61))
    session.tick()
    step = session.void()
    assert desk.operations()[0] == f"voided {asked.CHOICE}"
    step = session.undo()
    assert (step.place, step.card, step.spent_s) == (1, asked.CHOICE, 10)


def test_without_a_clock_there_is_nothing_to_void(desk: Desk) -> None:
    session, _ = quiz(desk)
    desk.pass_time(seconds=10)
    desk.clock.sleep(timedelta(hours=8))
    step = session.tick()
    assert (step.phase, step.spent_s) == (QuizPhase.ASKED, 10)
    assert step.left_s is None


def test_a_sleep_while_nothing_runs_is_nothing(desk: Desk) -> None:
    session, step = quiz(desk, each_s=100.0)
    session.answer(right(step))
    desk.clock.sleep(timedelta(hours=8))
    assert session.tick().phase is QuizPhase.MARKED
    assert session.next().question_left_s == 100


# --- a killed program -------------------------------------------------------------


def test_after_a_crash_the_quiz_goes_on_with_what_is_on_disk(desk: Desk) -> None:
    session, step = quiz(desk, each_s=100.0)
    desk.pass_time(seconds=20)
    step = session.answer(right(step))
    step = session.next()
    session, step = killed(desk, step, seconds=30)
    assert (step.phase, step.place, step.counted) == (QuizPhase.ASKED, 2, 1)
    assert step.spent_s == 30  # up to now: it is not known when the program died
    session, step = killed(desk, step, seconds=30)
    assert step.spent_s == 60


def test_a_long_time_away_offers_to_void_the_question_at_hand(desk: Desk) -> None:
    session, step = quiz(desk, total_s=500.0)
    desk.pass_time(seconds=20)
    session.answer(right(step))
    step = session.next()
    session, step = killed(desk, step, hours=9)
    assert (step.phase, step.place, step.absence_s) == (QuizPhase.ASLEEP, 2, 9 * 3_600)
    assert step.absence_costs_s == 100
    assert session.leave().phase is QuizPhase.LEFT
    session, step = killed(desk, step, hours=1)
    assert step.phase is QuizPhase.ASLEEP
    step = session.resume()
    assert (step.spent_s, step.total_left_s) == (100, 380)


def test_while_a_mark_was_shown_no_question_was_at_hand(desk: Desk) -> None:
    session, step = quiz(desk, total_s=500.0)
    desk.pass_time(seconds=20)
    step = session.answer(right(step))
    session, step = killed(desk, step, hours=9)
    assert (step.phase, step.place) == (QuizPhase.ASKED, 2)
    assert step.total_left_s == 480


def test_a_crash_before_the_report_is_made_up_for(desk: Desk) -> None:
    session, step = quiz(desk, (asked.CHOICE,))
    step = session.answer(right(step))
    session, step = killed(desk, step)
    assert step.phase is QuizPhase.FINISHED
    assert step.result is not None
    assert step.result.row.score == 1


def test_what_used_the_whole_time_up_times_out_after_a_crash(desk: Desk) -> None:
    session, step = quiz(desk, FIVE[:1], total_s=100.0)
    session, step = killed(desk, step, hours=1)
    step = session.resume()
    assert (step.phase, step.total_left_s) == (QuizPhase.ASKED, 0)
    step = session.tick()
    assert step.message == "the time is up"
    step = session.next()
    assert step.result is not None
    assert step.result.of(Fate.TIMED_OUT) == 1


def test_a_card_that_is_gone_after_a_crash_is_passed_over(desk: Desk) -> None:
    _, step = quiz(desk, each_s=100.0)
    desk.write(desk.own / "mine/asked.yaml", "topic: asked\ntitle: Asked\nnotes: []\n")
    _, step = killed(desk, step, seconds=5)
    assert step.phase is QuizPhase.FINISHED


# --- the wall clock ---------------------------------------------------------------


@pytest.mark.parametrize("days", [-400, -0.01, 0.01, 400])
def test_a_wall_clock_that_is_set_does_not_touch_a_running_question(
    desk: Desk, days: float
) -> None:
    session, step = quiz(desk, each_s=100.0, total_s=400.0)
    desk.pass_time(seconds=10)
    desk.clock.set(desk.clock.now() + timedelta(days=days))
    step = session.tick()
    assert (step.phase, step.spent_s, step.total_left_s) == (QuizPhase.ASKED, 10, 390)
    step = through(session, step)
    assert step.result is not None
    assert step.result.row.score == 1


def test_a_wall_clock_set_back_makes_no_absence(desk: Desk) -> None:
    _, step = quiz(desk, each_s=100.0)
    _, step = killed(desk, step, days=-2)
    assert (step.phase, step.spent_s) == (QuizPhase.ASKED, 0)


def test_a_wall_clock_set_forward_costs_one_question_at_most(desk: Desk) -> None:
    _, step = quiz(desk, total_s=500.0)
    desk.reopen()
    desk.clock.set(desk.clock.now() + timedelta(days=900))
    session, step = resumed(desk, step.sitting)
    assert step.phase is QuizPhase.ASLEEP
    assert session.resume().total_left_s == 400


# --- the clock itself -------------------------------------------------------------


def test_a_clock_that_stands_counts_nothing(desk: Desk) -> None:
    clock = QuestionClock(desk.clock)
    desk.pass_time(seconds=5)
    assert (clock.spent_s, clock.slept_s(), clock.is_running) == (0, 0, False)
    clock.start(3)
    desk.pass_time(seconds=5)
    assert clock.stop() == 8
    desk.pass_time(seconds=5)
    assert clock.spent_s == 8
    clock.clear()
    assert clock.spent_s == 0


def test_sleeps_that_are_short_each_stay_so(desk: Desk) -> None:
    clock = QuestionClock(desk.clock)
    clock.start()
    for _ in range(3):
        desk.clock.sleep(timedelta(seconds=50))
        assert clock.slept_s() == 0
    assert clock.spent_s == 150
