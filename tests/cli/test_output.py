from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from drill.cli.output import Output, Style, Styled, columns, has_colour
from drill.errors import NobodyToAsk
from tests.cli.conftest import Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping

HOSTILE = "\x1b]0;owned\x07 \x9b31m \u202eabc \u200b [bold]"


def test_what_comes_from_decks_cannot_act_on_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = Output({})
    output.data(HOSTILE, Styled(HOSTILE, Style.ERROR))
    output.table([[HOSTILE, "1"]])
    output.say(HOSTILE)
    output.json(HOSTILE)
    out, err = capsys.readouterr()
    for character in "\x1b\x07\x9b\u202e\u200b":
        assert character not in out + err
    assert "␛]0;owned␇ ⟨U+009B⟩31m ⟨U+202E⟩abc ⟨U+200B⟩ [bold]" in out


def test_colour_is_put_around_text_that_is_made_visible_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stdout = Terminal()
    monkeypatch.setattr(sys, "stdout", stdout)
    Output({"TERM": "xterm"}).data(Styled("a\x1bb", Style.ERROR), " c")
    assert stdout.getvalue() == "\x1b[31ma␛b\x1b[0m c\n"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm"}, True),
        ({}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
    ],
)
def test_a_terminal_has_colour_unless_it_asked_for_none(
    environment: Mapping[str, str],
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert has_colour(Terminal(), environment) is expected


def test_a_file_has_no_colour(capsys: pytest.CaptureFixture[str]) -> None:
    Output({"TERM": "xterm"}).data(Styled("a", Style.ERROR))
    assert capsys.readouterr().out == "a\n"


def test_columns_line_up_whatever_is_in_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [["name", "n"], ["日本", "1,000"], ["e\N{COMBINING ACUTE ACCENT}", ""]]
    Output({}).table(rows, right=[1])
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "name      n", "日本  1,000", "e\N{COMBINING ACUTE ACCENT}"
    ]  # fmt: skip
    assert columns("日本") == 4
    assert columns("e\N{COMBINING ACUTE ACCENT}") == 1


def test_a_table_without_rows_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Output({}).table([])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("y\n", True), ("Yes\n", True), ("\n", False), ("n\n", False), ("", False)],
)
def test_only_a_yes_is_a_yes(
    typed: str,
    answer: bool,  # noqa: FBT001 - a column of the table
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert Output({}).agreed("Really?") is answer
    assert capsys.readouterr() == ("", "Really? [y/N] ")


def test_where_nobody_can_be_asked_the_way_out_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(NobodyToAsk) as raised:
        Output({}).agreed("Bring it back?", "--yes")
    assert "--yes" in raised.value.hint
