"""The words and figures of quizzes, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drill.ids import EventId, StudyDay
from drill.quiz.composing import Mix
from drill.sessions.sitting_steps import QuizPhase, QuizRow, QuizStep
from drill.sessions.sitting_wishes import QuizWishes
from drill.tui.quiz_lines import clock_text, span_words, top_of_quiz
from drill.tui.quiz_report_lines import percent, trend
from drill.tui.quiz_setup import ClockKind, Row, Setup, around, started_with
from drill.tui.quizzes_lines import state_of
from drill.tui.runs import text_of, width_of
from tests.tui.factory import NOW

STEP = QuizStep(
    QuizPhase.ASKED, 1, EventId("1" * 32), "quiz", 3, 10, is_running=True,
    credit=1.5, counted=2,
)  # fmt: skip
ROW = QuizRow(
    EventId("1" * 32), "quiz", NOW, StudyDay(20_000), "Fri 20 Nov", 10, 10, 0.5, 60.0,
    is_open=False, given_up=False, can_resume=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (0.2, "0:01"), (59.9, "1:00"), (61, "1:01"), (3_750, "1:02:30"),
     (-3, "0:00")],
)  # fmt: skip
def test_a_second_that_has_begun_counts(seconds: float, shown: str) -> None:
    assert clock_text(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(45, "45 s"), (60, "1 min"), (3_590, "1 h"), (28_980, "8 h 3 min"),
     (260_000, "3 days")],
)  # fmt: skip
def test_a_span_is_told_in_few_words(seconds: float, shown: str) -> None:
    assert span_words(seconds) == shown


def clock_of(step: QuizStep, elapsed_s: float = 0.0) -> str:
    return text_of(top_of_quiz(step, elapsed_s)[1])


def test_the_clock_counts_down_and_says_when_it_is_nearly_over() -> None:
    step = replace(STEP, total_left_s=600.0)
    assert clock_of(step).endswith("  10:00 left  ")
    assert clock_of(step, 595).endswith("!  0:05 left  ")
    both = replace(step, question_left_s=30.0)
    assert clock_of(both, 5).endswith(" 0:25 of 9:55 left  ")
    stands = replace(step, is_running=False, total_left_s=5.0)
    assert clock_of(stands).endswith("   0:05 left ‖")


def test_nothing_moves_while_the_clock_runs() -> None:
    step = replace(STEP, total_left_s=601.0)
    widths = {width_of(top_of_quiz(step, elapsed)[1]) for elapsed in range(600)}
    assert len(widths) == 1


def test_without_a_limit_the_time_that_was_taken_is_shown() -> None:
    step = replace(STEP, spent_s=60.0, marks_at_once=False)
    assert clock_of(step, 5) == "1:05"


def test_the_rows_of_a_setup_are_those_that_mean_something() -> None:
    setup = Setup()
    assert Row.DAYS not in setup.rows
    assert Row.TIME not in setup.clocked(ClockKind.NONE).rows
    assert Row.DAYS in setup.wishing(mix=Mix.MISTAKES).rows
    assert replace(setup, cursor=99).row is Row.PAUSES


def test_more_questions_take_more_time() -> None:
    setup = replace(Setup(), cursor=1).stepped(1)
    assert (setup.wishes.number, setup.wishes.minutes) == (15, 15)
    untimed = replace(Setup().clocked(ClockKind.NONE), cursor=1).stepped(1)
    assert untimed.wishes.minutes is None


def test_a_setup_begins_where_its_wishes_are() -> None:
    setup = started_with(QuizWishes(minutes=None, each_s=45, number=20))
    assert setup.clock is ClockKind.EACH
    assert (setup.each_s, setup.minutes) == (45, 20)
    assert setup.value(Row.TIME) == "45 s"
    step = replace(setup, cursor=3).stepped(-1)
    assert step.wishes.each_s == 30
    assert started_with(QuizWishes()).value(Row.TIME) == "10 min, 60 s a question"


def test_time_is_stepped_within_its_bounds() -> None:
    setup = replace(Setup(), cursor=3)
    for _ in range(20):
        setup = setup.stepped(-1)
    assert setup.wishes.minutes == 3
    for _ in range(20):
        setup = setup.stepped(1)
    assert setup.wishes.minutes == 120


def test_rings_go_round() -> None:
    assert around("abc", "c", 1) == "a"
    assert around("abc", "a", -1) == "c"


def test_scores_are_drawn_against_the_best_there_is() -> None:
    assert percent(None) == "–"
    assert percent(0.755) == "76 %"
    assert trend([replace(ROW, score=s) for s in (None, 0.0, 0.5, 1.0)]) == "▁▅█"


def test_a_quiz_that_did_not_end_says_so() -> None:
    assert state_of(ROW) == ""
    assert state_of(replace(ROW, given_up=True)) == "given up"
    assert state_of(replace(ROW, is_open=True)) == "elsewhere"
    assert state_of(replace(ROW, is_open=True, can_resume=True)) == "! half way"
