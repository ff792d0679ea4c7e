"""Texts with gaps: what opens one, what closes it, what belongs to the answer."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.cloze import ClozeError, Gap, gaps, numbers, parse_cloze, solved


def answers(text: str) -> list[tuple[int, str, str]]:
    found = gaps(parse_cloze(text))
    return [(gap.number, solved(gap.pieces), gap.hint) for gap in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {{c1::b}} c", [(1, "b", "")]),
        ("{{c2::b::what}}{{c1::a}}", [(2, "b", "what"), (1, "a", "")]),
        ("{{C1::b}}", [(1, "b", "")]),
        ("{{c500::b}}", [(500, "b", "")]),
        ("{{c1::a::b::c}}", [(1, "a", "b::c")]),
        ("{{c1::`std::vector`::type}}", [(1, "`std::vector`", "type")]),
        ("{{c1::`}}`}}", [(1, "`}}`", "")]),
        (r"{{c1::\frac{a}{b}}}", [(1, r"\frac{a}{b}", "")]),
        ("{{c1::{{x}}}}", [(1, "{{x}}", "")]),
        ("{{c1::a {{c2::b}} c::h}}", [(1, "a b c", "h"), (2, "b", "")]),
        ("`x = {{c1::5}};`", [(1, "5", "")]),
        ("```go\ndefer {{c1::f()}}\n```", [(1, "f()", "")]),
        ("{{c1::a\nb}}", [(1, "a\nb", "")]),
        ("{{c1::a::`}}`}}", [(1, "a", "`}}`")]),
        ("{{.Values}} {{c1::a}} }} :: { }", [(1, "a", "")]),
        ("{{c1::a } b}}", [(1, "a } b", "")]),
    ],
)
def test_gaps_with_their_answers_and_hints(
    text: str, expected: list[tuple[int, str, str]]
) -> None:
    assert answers(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "offset", "said"),
    [
        ("nothing", "N001", 0, "no gap"),
        ("a {c1::b}", "N002", 2, "opens no gap"),
        ("a {{c1:b}}", "N002", 2, "opens no gap"),
        ("a {{ c1::b}}", "N002", 2, "opens no gap"),
        ("a {{c1::b", "N002", 2, "not closed"),
        ("a {{c1::b}", "N002", 2, "not closed"),
        ("a {{c1::b::c}", "N002", 2, "not closed"),
        ("{{c1::`a}}` b", "N002", 0, "not closed"),
        ("`{{c1::a` b}}", "N002", 1, "not closed"),
        ("{{c1::{}}", "N002", 0, "not closed"),
        ("{{c0::a}}", "N002", 0, "numbered from 1 to 500"),
        ("{{c01::a}}", "N002", 0, "numbered from 1 to 500"),
        ("{{c501::a}}", "N002", 0, "numbered from 1 to 500"),
        ("{{c9999::a}}", "N002", 0, "numbered from 1 to 500"),
        ("{{c::a}}", "N002", 0, "numbered from 1 to 500"),
        ("x {{c1::}}", "N003", 2, "gap 1 has no answer"),
        ("x {{c1:: ::hint}}", "N003", 2, "gap 1 has no answer"),
        ("{{c1::" * 9 + "a" + "}}" * 9, "N002", 48, "too deep"),
    ],
)
def test_gaps_that_cannot_be_read(text: str, code: str, offset: int, said: str) -> None:
    with pytest.raises(ClozeError, match=said) as raised:
        parse_cloze(text)
    assert (raised.value.code, raised.value.offset) == (code, offset)


def test_numbers_may_repeat_and_leave_gaps() -> None:
    assert numbers(parse_cloze("{{c7::a}} {{c2::b}} {{c7::c}}")) == [2, 7]


def test_a_gap_knows_the_code_it_lies_in() -> None:
    _, gap, *_ = parse_cloze("`a {{c1::b}}`")
    assert isinstance(gap, Gap)
    assert gap.code is not None


@given(st.text(st.sampled_from("{}c1:2a`\n "), max_size=40))
def test_any_text_has_gaps_or_says_why_not(text: str) -> None:
    with contextlib.suppress(ClozeError):
        pieces = parse_cloze(text)
        assert numbers(pieces)
        assert "{{c1::" not in solved(pieces) or "`" in text


@given(st.lists(st.text("ab {}`", min_size=1).map("x{}".format), min_size=1))
def test_what_stands_in_gaps_comes_back(words: list[str]) -> None:
    plain = [word.replace("`", "").replace("{", "").replace("}", "") for word in words]
    text = " ".join(f"{{{{c{n}::{word}}}}}" for n, word in enumerate(plain, 1))
    assert solved(parse_cloze(text)) == " ".join(plain)
