"""Weaknesses of questions, kind by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.content.asking import question_findings
from drill.content.check import check
from drill.content.finding import Finding, no_judge
from tests.content.making import BASIC, codes, deck, note, topic_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.content.notes import Note

RUBRIC = [{"criterion": f"Names thing {number}"} for number in range(6)]


def found(kind: str, **values: Any) -> list[str]:
    return [each.code for each in question_findings(note(kind, **values))]


def choices(*texts: str, right: int = 1, **last: Any) -> list[dict[str, Any]]:
    """Choices of which the first so many are right."""
    made: list[dict[str, Any]] = [
        {"text": text, "why": "Because.", "right": place < right}
        for place, text in enumerate(texts)
    ]
    made[-1].update(last)
    return made


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"choices": choices("a", "b", "c")}, []),
        ({"choices": choices("a", "b")}, ["T011"]),
        ({"choices": choices(*"abcdef")}, ["T011"]),
        ({"choices": choices("a", "b", "c", why="")}, ["T010"]),
        ({"question": "Which of these is not a flag?"}, ["T016"]),
        ({"question": "Which one doesn't hold?"}, ["T016"]),
        ({"question": "Which are flags, except one?"}, ["T016"]),
        ({"question": "A leader does not vote twice. Which rule says so?"}, []),
        ({"question": "Why does a leader not commit an earlier entry?"}, []),
        ({"choices": choices("a", "b" * 41, "c")}, ["T017"]),
        ({"choices": choices("a", "b" * 40, "c")}, []),  # 39 more
        ({"choices": choices("a" * 40, "b" * 90, "c" * 40)}, []),  # but not 2.5 times
        ({"choices": choices("a", "b", "all of these")}, ["T018"]),
        ({"choices": choices("a", "b", "None of the above.")}, ["T018"]),
        ({"choices": choices("a", "b", "Both of them", anchor=True)}, []),
        ({"choices": choices("a", "b", "all of the nodes")}, []),  # a choice of its own
        ({"choices": choices("a", "b", "c", right=3), "several": True}, ["T019"]),
    ],
)
def test_choices(values: dict[str, Any], expected: list[str]) -> None:
    assert found("choice", **values) == expected


@pytest.mark.parametrize(
    ("answer", "tolerance", "expected"),
    [
        (3, None, []),
        (3.0, None, []),
        (0.5, None, ["T020"]),
        (0.5, {"absolute": 0.1}, []),
        (3, {"relative": 0.5}, []),
        (3, {"relative": 1}, ["T021"]),
        (3, {"magnitude": 2}, []),
        (3, {"magnitude": 3}, ["T021"]),
        (3, {"absolute": 2}, []),
        (3, {"absolute": 3}, ["T021"]),
        (-3, {"absolute": 3}, ["T021"]),
        (0, {"absolute": 3}, []),
        (0, {"relative": 0.1}, ["T021"]),
        (0, {"magnitude": 1}, ["T021"]),
    ],
)
def test_numbers(
    answer: float, tolerance: dict[str, float] | None, expected: list[str]
) -> None:
    given = {"tolerance": tolerance} if tolerance else {}
    assert found("numeric", answer=answer, **given) == expected


def test_words_and_orders() -> None:
    assert found("typed", answer="one two three four five six") == []
    assert found("typed", answer="one two three four five six seven") == ["T022"]
    assert found("order", items=["a", "b", "c"]) == []
    assert found("order", items=["a", "b"]) == ["T023"]
    assert found("order", items=list("abcdefghi")) == ["T023"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"minutes": 20}, []),
        ({}, ["T024"]),
        ({"minutes": 20, "rubric": RUBRIC[:5]}, ["T014"]),
        ({"minutes": 20, "rubric": RUBRIC * 3}, ["T014"]),
        ({"minutes": 20, "follow_ups": [{"minute": 19, "ask": "And?"}]}, []),
        ({"minutes": 20, "follow_ups": [{"minute": 20, "ask": "And?"}]}, ["T025"]),
        ({"follow_ups": [{"minute": 99, "ask": "And?"}]}, ["T024"]),
        ({"minutes": 20, "rubric": [*RUBRIC, {"criterion": "word " * 25}]}, []),
        ({"minutes": 20, "rubric": [*RUBRIC, {"criterion": "word " * 26}]}, ["T026"]),
    ],
)
def test_prompts(values: dict[str, Any], expected: list[str]) -> None:
    assert found("prompt", **{"rubric": RUBRIC, **values}) == expected


@pytest.mark.parametrize("kind", ["basic", "cloze", "generated", "kata"])
def test_notes_that_ask_nothing_have_none(kind: str) -> None:
    assert found(kind) == []


def test_a_negation_is_found_in_its_line() -> None:
    made = note("choice", question="A sender waits.\n\nWhich of these\nis not so?")
    [only] = question_findings(made)
    assert (only.place, only.line) == (("question",), 3)


def test_a_check_asks_whoever_marks_and_makes_questions(tmp_path: Any) -> None:
    def judge(of: Note) -> Iterator[Finding]:
        yield Finding("N010", ("front",), f"{of.id} will not do", "Mend it.")

    path = deck(tmp_path, {"deck/topic.yaml": topic_text(BASIC)})
    [problem] = check([path], judge=judge)
    assert (problem.code, problem.line, problem.column) == ("N010", 5, 12)
    assert (problem.message, problem.hint) == ("one will not do", "Mend it.")
    assert problem.is_error
    assert codes(check([path])) == []
    assert list(no_judge(note())) == []
