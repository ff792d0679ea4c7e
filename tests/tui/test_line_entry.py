"""A line of text as it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.tui.line_entry import EDITS, LONGEST, TextLine, field_line
from drill.tui.runs import text_of, width_of

TEXTS = st.text(alphabet="ab  é中e\u0301🙂", max_size=30)
KEYS = st.sampled_from(sorted(EDITS))


def at(text: str) -> TextLine:
    """A line whose caret stands at the bar."""
    before, _, after = text.partition("|")
    return TextLine(before + after, len(before))


def shown(line: TextLine) -> str:
    return f"{line.text[: line.caret]}|{line.text[line.caret :]}"


def press(text: str, key: str) -> str:
    after = at(text).pressed(key)
    assert after is not None
    return shown(after)


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("ab|c", "backspace", "a|c"),
        ("|abc", "backspace", "|abc"),
        ("ab|c", "ctrl+h", "a|c"),
        ("ae\u0301|c", "backspace", "a|c"),  # a letter goes with its accent
        ("a|bc", "delete", "a|c"),
        ("a|e\u0301c", "delete", "a|c"),
        ("abc|", "delete", "abc|"),
        ("one two |three", "ctrl+w", "one |three"),
        ("one two|", "ctrl+w", "one |"),
        ("one|", "ctrl+backspace", "|"),
        ("one| two", "ctrl+u", "| two"),
        ("one| two", "ctrl+k", "one|"),
        ("ab|c", "left", "a|bc"),
        ("|abc", "left", "|abc"),
        ("a|bc", "right", "ab|c"),
        ("abc|", "right", "abc|"),
        ("one two|", "ctrl+left", "one |two"),
        ("|one two", "ctrl+right", "one| two"),
        ("one| two", "ctrl+right", "one two|"),
        ("ab|c", "home", "|abc"),
        ("ab|c", "ctrl+a", "|abc"),
        ("a|bc", "end", "abc|"),
        ("a|bc", "ctrl+e", "abc|"),
    ],
)
def test_keys_edit_as_in_a_shell(before: str, key: str, after: str) -> None:
    assert press(before, key) == after


def test_other_keys_edit_nothing() -> None:
    assert at("a|b").pressed("enter") is None
    assert at("a|b").pressed("up") is None


def test_text_goes_in_at_the_caret() -> None:
    assert shown(at("a|d").typed("bc")) == "abc|d"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("one\ntwo\r\n", "one two  "),
        ("a\tb", "a b"),
        ("4\u202f096", "4 096"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("safe\u202eevil\u200b", "safeevil"),
        ("half\ud800", "half"),
    ],
)
def test_a_paste_stays_one_line_of_what_can_be_seen(pasted: str, kept: str) -> None:
    assert TextLine().typed(pasted).text == kept


def test_what_does_not_fit_is_left_out() -> None:
    full = TextLine().typed("x" * (LONGEST + 5))
    assert len(full.text) == LONGEST
    assert full.typed("y") == full
    assert full.at(0).typed("y").text == full.text


@given(TEXTS, st.lists(KEYS | TEXTS, max_size=20))
def test_the_caret_never_leaves_the_text(text: str, moves: list[str]) -> None:
    line = TextLine().typed(text)
    for move in moves:
        line = (line.pressed(move) if move in EDITS else None) or line.typed(move)
        assert 0 <= line.caret <= len(line.text) <= LONGEST


@given(TEXTS, st.integers(0, 30), st.integers(1, 40))
def test_the_field_is_as_wide_as_asked_with_the_caret_in_it(
    text: str, caret: int, width: int
) -> None:
    line = TextLine().typed(text)
    line = line.at(min(caret, len(line.text)))
    drawn = field_line(line, width)
    assert [run.style for run in drawn] == ["field", "caret", "field"]
    if width > 2:
        assert width_of(drawn) == width


def test_a_long_text_says_at_which_side_it_goes_on() -> None:
    line = TextLine().typed("abcdefghij")
    assert text_of(field_line(line, 6)) == "…ghij "
    assert text_of(field_line(line.at(0), 6)) == "abcde…"
    assert text_of(field_line(line.at(7), 6)) == "…defgh"
