"""Weaknesses of notes as lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.repeats import (
    ALIKE,
    FEWEST_WORDS,
    alike,
    at_least,
    front_words,
    is_right_longest,
)
from drill.content.teaching import findings
from tests.content.making import checked, note, topic_text
from tests.content.strategies import notes

if TYPE_CHECKING:
    from pathlib import Path

THIRTY = "word " * 30
LINES = "\n\n".join(["line"] * 6)


def found(kind: str = "basic", **values: Any) -> list[str]:
    made = note(kind, **{"source": "s", **values})
    return [finding.code for finding in findings(made)]


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("basic", {}, []),
        ("basic", {"source": []}, ["T009"]),
        ("basic", {"back": THIRTY}, []),
        ("basic", {"back": THIRTY + "more"}, ["T001"]),
        ("basic", {"back": f"x\n```\n{THIRTY[:70]}\n```\n{THIRTY[5:]}"}, []),
        ("basic", {"front": THIRTY + "more", "both_ways": True}, ["T001"]),
        ("basic", {"front": THIRTY + "more"}, []),
        ("basic", {"front": LINES}, []),
        ("basic", {"front": LINES + "\n\nline"}, ["T002"]),
        ("basic", {"front": "word " * 95}, ["T002"]),
        ("basic", {"back": LINES + "\n\nline\n\nline"}, []),
        ("basic", {"back": LINES + "\n\nline\n\nline\n\nline"}, ["T003"]),
        ("basic", {"front": "```\n" + "x" * 74 + "\n```"}, []),
        ("basic", {"front": "```\n" + "x" * 75 + "\n```"}, ["T013"]),
        ("basic", {"back": "~~~\n" + "x" * 75 + "\n~~~"}, ["T013"]),
        ("basic", {"why": "~~~\n" + "x" * 67 + "\n~~~"}, []),
        ("basic", {"why": "~~~\n" + "x" * 68 + "\n~~~"}, ["T013"]),
        ("basic", {"front": "In the example above, as above, why?"}, ["T012"]),
        ("basic", {"front": "What did the previous card say?"}, ["T012"]),
        ("basic", {"front": "Is it as large as before?"}, []),
        ("basic", {"why": "a\u202eb"}, ["N020"]),
        ("basic", {"hints": ["a", "b\u200b"]}, ["N020"]),
        ("basic", {"why": "a\n\tb"}, ["N021"]),
        ("cloze", {"text": "The {{c1::answer}} of a gap"}, []),
        ("cloze", {"text": "The {{c1::gap}} of a gap"}, ["T004"]),
        ("cloze", {"text": "The {{c1::gap}} of a {{c2::gap}}"}, ["T004", "T004"]),
        ("cloze", {"text": "The {{c1::gap}} of a {{c1::gap}} again"}, []),
        ("cloze", {"text": "The {{c1::N}} of a big N"}, []),
        ("cloze", {"text": "Gaps are {{c1::gap}} and more"}, []),
        ("cloze", {"text": "The {{c1::`a.b`}} of a.b here"}, ["T004"]),
        ("cloze", {"text": "This is {{c1::lazy::how lazy is it}} work"}, ["T004"]),
        ("cloze", {"text": "It is {{c1::before::before or after}} it"}, []),
        ("cloze", {"text": "All {{c1::of::word}} these words"}, ["T005"]),
        ("cloze", {"text": "{{c1::all of it}} said"}, ["T015"]),
        ("cloze", {"text": "A {{c1::big {{c2::red}} ball}} here now"}, []),
        ("choice", {}, []),
        ("choice", {"choices": [{"text": "a", "right": True}, {"text": "b"}]}, None),
        ("prompt", {"minutes": 9}, ["T014"]),
        ("prompt", {"minutes": 9, "question": "word " * 200}, ["T014"]),
        ("generated", {"title": "word " * 100}, []),
        ("kata", {"statement": "word " * 200}, []),
        ("numeric", {"question": "word " * 100}, ["T002"]),
    ],
)
def test_weaknesses(
    kind: str, values: dict[str, Any], expected: list[str] | None
) -> None:
    assert found(kind, **values) == (["T011", "T010"] if expected is None else expected)


def test_a_weakness_is_found_in_its_line(tmp_path: Path) -> None:
    text = topic_text(
        """
        - id: one
          kind: cloze
          source: s
          text: |
            It is about gaps
            and {{c1::gaps}} only.
        - id: two
          front: "a \\u200b b"
          back: b
          source: s
        """
    )
    problems = checked(tmp_path, topic=text)
    assert [(each.code, each.line, each.column) for each in problems] == [
        ("T004", 9, 1),
        ("N020", 11, 12),
    ]


@given(notes())
def test_any_note_can_be_looked_at(made: Any) -> None:
    assert all(finding.message for finding in findings(made))


def test_the_same_question_twice(tmp_path: Path) -> None:
    ask = "- id: {}\n  front: {}\n  back: b\n  source: s"
    longer = "In Raft, why does a leader send heartbeats to all of its followers{}?"
    text = topic_text(
        ask.format("a", "What is a *lease*?"),
        ask.format("b", "what is a lease"),
        ask.format("c", longer.format("")),
        ask.format("d", longer.format(" again")),
        ask.format("e", "What is a leash?"),
        "- id: f\n  kind: cloze\n  text: What is {{c1::a lease}}?\n  source: s",
    )
    problems = checked(tmp_path, topic=text)
    assert [(each.code, each.line) for each in problems if each.code[0] == "T"] == [
        *[("T007", 9), ("T008", 17), ("T007", 26), ("T015", 26)]
    ]
    assert "`deck/topic/b` asks the same as `deck/topic/a`" in problems[0].message


def test_words_of_a_front_have_no_markdown() -> None:
    made = note("cloze", text="The *{{c1::Answer}}* is `x`")
    assert front_words(made) == ("the", "answer", "is", "x")


word_sets = st.lists(st.frozensets(st.sampled_from("abcdefghij"), max_size=10))


@given(word_sets)
def test_near_pairs_are_all_pairs_that_are_near(sets: list[frozenset[str]]) -> None:
    near = {
        (one, other)
        for other in range(len(sets))
        for one in range(other)
        if min(len(sets[one]), len(sets[other])) >= FEWEST_WORDS
        and len(sets[one] & sets[other]) >= ALIKE * len(sets[one] | sets[other])
    }
    assert set(alike(sets)) == near


def choice_note(number: int, right: str) -> str:
    return f"""
- id: q{number}
  kind: choice
  question: Question number {number * 111} of {number * 77} about {number * 13}?
  source: s
  choices:
    - text: {right}
      right: true
    - {{text: short, why: w}}
    - {{text: tiny, why: w}}
"""


def test_the_longest_choice_is_right_too_often(tmp_path: Path) -> None:
    always = [choice_note(number, "a very long choice") for number in range(3)]
    found = checked(tmp_path, topic=topic_text(*always))
    assert [(each.code, each.line) for each in found] == [("T006", 9)]
    assert "in 3 of 3 questions" in found[0].message


@pytest.mark.parametrize("lengths", [(1, 1), (1, 1, 0, 0)])
def test_chance_is_no_pattern(tmp_path: Path, lengths: tuple[int, ...]) -> None:
    made = [
        choice_note(number, "a very long choice" if is_long else "few")
        for number, is_long in enumerate(lengths)
    ]
    assert checked(tmp_path, topic=topic_text(*made)) == []


def test_questions_with_several_right_choices_are_no_pattern(tmp_path: Path) -> None:
    made = [
        choice_note(number, "a very long choice").replace(
            "source", "several: true\n  source"
        )
        for number in range(4)
    ]
    assert checked(tmp_path, topic=topic_text(*made)) == []


def test_of_equally_long_choices_none_is_the_longest() -> None:
    made = note(
        "choice", choices=[{"text": "aa", "right": True}, {"text": "bb"}, {"text": "c"}]
    )
    assert made.kind == "choice"
    assert not is_right_longest(made)


def test_questions_whose_choices_are_all_right_give_nothing_away() -> None:
    made = note(
        "choice",
        several=True,
        choices=[{"text": "a", "right": True}, {"text": "b", "right": True}],
    )
    assert made.kind == "choice"


@pytest.mark.parametrize(
    ("hits", "chances", "expected"),
    [
        (0, [0.5], 1.0),
        (1, [0.5], 0.5),
        (2, [0.25, 0.25], 0.0625),
        (1, [0.25, 0.25], 0.4375),
        (3, [0.25] * 4, 4 * 0.25**3 * 0.75 + 0.25**4),
    ],
)
def test_the_chance_of_so_many_hits(
    hits: int, chances: list[float], expected: float
) -> None:
    assert at_least(hits, chances) == pytest.approx(expected)
