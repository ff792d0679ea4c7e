"""`drill quiz`: what is typed becomes wishes; earlier quizzes are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.cli.parsing import parser
from drill.quiz.composing import Mix
from drill.sessions.sitting_wishes import QuizWishes
from tests.sessions import questions as asked
from tests.sessions.quizzes import quiz, right, through, wrong

if TYPE_CHECKING:
    from drill.cli.context import Context
    from tests.cli.conftest import CommandLine


@pytest.fixture(autouse=True)
def _questions(drill: CommandLine) -> None:
    drill.desk.reopen()
    asked.write_questions(drill.desk)
    drill.desk.collection.close()


def wishes(*words: str) -> QuizWishes:
    from drill.cli.commands.quiz import wishes_of

    return wishes_of(parser().parse_args(["quiz", *words]))


def test_without_words_it_is_ten_questions_in_ten_minutes() -> None:
    assert wishes() == QuizWishes()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--number 30", {"number": 30, "minutes": 30}),
        ("--number 30 --minutes 20", {"number": 30, "minutes": 20}),
        ("--per-question 45", {"minutes": None, "each_s": 45}),
        ("--untimed", {"minutes": None}),
        (
            "--per-question 45 --minutes 5",
            {"minutes": 5, "each_s": 45},
        ),
        ("--mix due", {"mix": Mix.DUE}),
        ("--mistakes-days 3", {"mix": Mix.MISTAKES, "mistakes_days": 3}),
        ("--mix any --mistakes-days 3", {"mix": Mix.ANY, "mistakes_days": 3}),
        ("--difficulty 3", {"difficulty": 3}),
        ("--kind order --kind typed --kind order", {"kinds": ("order", "typed")}),
        ("--marks-at-end --pauses", {"marks_at_once": False, "may_pause": True}),
        ("networks mine/words", {"scope": ("networks", "mine/words")}),
    ],
)
def test_what_is_typed_is_what_is_wished_for(
    words: str, expected: dict[str, Any]
) -> None:
    found = wishes(*words.split())
    usual = QuizWishes()
    for name in QuizWishes.__slots__:
        assert getattr(found, name) == expected.get(name, getattr(usual, name)), name


def test_the_app_opens_in_the_quiz(
    drill: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_app(_: Context, *, kind: Any) -> int:
        opened.append(kind().__name__)
        return 0

    monkeypatch.setattr("drill.cli.commands.quiz.need_terminal", lambda: None)
    monkeypatch.setattr("drill.cli.commands.quiz.open_app", open_app)
    assert drill("quiz", "mine/asked").status == 0
    assert opened == ["QuizzingApp"]
    answer = drill("quiz", "mine/askd")
    assert answer.status == 2
    assert "mine/asked" in answer.err
    assert opened == ["QuizzingApp"]


def test_a_quiz_needs_a_terminal(drill: CommandLine) -> None:
    assert drill("quiz").status == 2


def test_earlier_quizzes_are_printed(drill: CommandLine) -> None:
    answer = drill("quiz", "history")
    assert (answer.status, answer.out) == (0, "")
    assert drill("quiz", "history", "--json").data == []
    desk = drill.desk
    desk.reopen()
    session, step = quiz(desk)
    desk.pass_time(seconds=30)
    session.answer(wrong(step))
    through(session, session.next())
    desk.pass_time(days=1)
    session, step = quiz(desk)
    session.answer(right(step))
    session.leave()
    desk.pass_time(days=1)
    session, step = quiz(desk)
    session.give_up()
    desk.collection.close()
    lines = drill("quiz", "history").out.splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["Wed", "4", "Mar", "quiz", "–", "0", "of", "5", "0.0", "given", "up"],
        ["Tue", "3", "Mar", "quiz", "–", "1", "of", "5", "0.0", "half", "way"],
        ["Mon", "2", "Mar", "quiz", "80", "%", "5", "of", "5", "0.5"],
    ]
    rows = drill("quiz", "history", "--json").data
    assert [row["score"] for row in rows] == [None, None, 0.8]
    assert rows[2]["at"].startswith("2026-03-02T09:00:00")
