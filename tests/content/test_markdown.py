"""What is code in a text, what it says without Markdown, how much room it takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.layout import can_exceed, height, wide_line, words
from drill.content.markdown import code_at, code_parts
from drill.content.plain import plain, searchable, without_code_blocks
from tests.content.making import note

WIDE = "x" * 77


def inner(text: str) -> list[tuple[str, bool]]:
    return [
        (text[part.inner_start : part.inner_end], part.is_block)
        for part in code_parts(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no code", []),
        ("a `b` c `d`", [("b", False), ("d", False)]),
        ("a ``b`c`` d", [("b`c", False)]),
        ("a `b", []),
        ("a `b``", []),
        ("`a ``b`` ", [("b", False)]),
        ("```go\nx\n```\ny", [("x\n", True)]),
        ("````\n```\nx\n```\n````", [("```\nx\n```\n", True)]),
        ("~~~\n```\n~~~", [("```\n", True)]),
        ("```\nnever closed `x`", [("never closed `x`", True)]),
        ("```", [("", True)]),
        ("``` a`b\n`c`", [("b\n", False)]),
        ("`a`\n```\nx\n```\n`b`", [("a", False), ("x\n", True), ("b", False)]),
        ("    ```\n`a`", [("a", False)]),
    ],
)
def test_code_is_found_as_commonmark_has_it(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    assert inner(text) == expected


def test_an_offset_lies_in_code_or_not() -> None:
    parts = code_parts("a `b` c")
    assert [code_at(parts, offset) is not None for offset in range(7)] == [
        *(False, False, True, True, True, False, False)
    ]


@given(st.text(st.sampled_from("`~\n a"), max_size=40))
def test_stretches_of_code_follow_each_other(text: str) -> None:
    ends = [0]
    for part in code_parts(text):
        assert ends[-1] <= part.start <= part.inner_start <= part.inner_end <= part.end
        ends.append(part.end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a  *b* **c** _d_ ***e***", "a b c d e"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("`a *b*` *c*", "a *b* c"),
        ("# Title\n- one\n* two\n3. three\n> said", "Title one two three said"),
        ("| a | b |\n|---|:-:|\n| c | d |", "a b c d"),
        ("see [the page](http://x) ![a picture](y.png)", "see the page a picture"),
        (r"\*not\* emphasis", "*not* emphasis"),
        ("```go\nx := *p\n```", "x := *p"),
        ("a\n\n---\n\nb", "a b"),
    ],
)
def test_plain_text_has_no_markdown(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_note_is_searched_by_all_that_a_learner_reads() -> None:
    made = note("cloze", text="{{c1::`a`::b}} c", why="*d*", source="e", tags=["t"])
    assert searchable(made) == "a c d e"
    assert searchable(note("choice")) == "Which one is it? this that No. both No."
    made = note("generated", parameters={"p": "hidden"}, hints=["f"])
    assert searchable(made) == "Made afresh f"


def test_blocks_of_code_can_be_left_out() -> None:
    assert without_code_blocks("a `b`\n```\nc\n```\nd") == "a `b`\n\nd"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 0),
        ("one", 1),
        ("one\ntwo", 1),
        ("one\n\ntwo", 2),
        ("word " * 16, 2),
        ("`" + "x" * 76 + "`", 1),
        ("- a\n- b\n1. c", 3),
        ("| a |\n|---|\n| b |", 2),
        ("text\n```\na\n\nb\n```\nmore", 4),
    ],
)
def test_the_height_of_a_text_counts_lines_that_show(text: str, lines: int) -> None:
    assert height(text) == lines


@given(st.text(st.sampled_from("ab \n`-|"), max_size=200), st.integers(0, 5))
def test_a_text_that_cannot_exceed_does_not(text: str, limit: int) -> None:
    assert can_exceed(text, limit) or height(text) <= limit


def test_words_of_code_blocks_need_not_be_said() -> None:
    assert words("one `two` - three\n```\nfour five\n```") == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (WIDE, None),
        (f"```\n{WIDE}\n```", 1),
        (f"`a`\n\n```\nb\n{WIDE}\n```", 4),
        ("```\n" + "x" * 74 + "   \n```", None),
    ],
)
def test_lines_of_code_that_are_wider_than_a_screen(
    text: str, line: int | None
) -> None:
    assert wide_line(text) == line
