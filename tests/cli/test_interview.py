"""`drill interview`: the app in a sitting; formats, history and a report printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from drill.sessions.interview_rooms import open_interview
from tests.sessions.interviews import write_formats

if TYPE_CHECKING:
    from pathlib import Path

    from drill.cli.context import Context
    from tests.cli.conftest import CommandLine


@pytest.fixture(autouse=True)
def _formats(drill: CommandLine) -> None:
    drill.desk.reopen()
    write_formats(drill.desk)
    drill.desk.collection.close()


def sat(drill: CommandLine, *, is_left: bool = False) -> None:
    """A sitting of the design format, judged or left half way."""
    collection = drill.desk.reopen()
    session = open_interview(collection, "design")
    session.start()
    session.begin()
    drill.desk.pass_time(minutes=3)
    if is_left:
        session.leave("half a thought")
    else:
        session.finish("my answer")
        session.judge([0], "")
    collection.close()


def test_formats_are_printed(drill: CommandLine) -> None:
    answer = drill("interview", "--list")
    assert answer.status == 0
    for words in ("design", "Talk", "30"):
        assert words in answer.out
    found = drill("interview", "--list", "--json").data
    assert [each["id"] for each in found] == ["design", "talk", "day"]
    assert found[1]["sections"] == [
        "Questions: 3 questions, 5 min",
        "Code: kata, 10 min",
    ]


def test_a_broken_format_is_told_and_hides_no_other(drill: CommandLine) -> None:
    drill.desk.write(drill.desk.own / "formats/half.yaml", "format: half\nsections: 5")
    answer = drill("interview", "--list")
    assert answer.status == 0
    assert "half.yaml:" in answer.out + answer.err
    assert "design" in answer.out
    assert len(drill("interview", "--list", "--json").data) == 3


def test_earlier_sittings_are_printed(drill: CommandLine) -> None:
    assert "no interview drill yet" in drill("interview", "--history").err
    assert drill("interview", "--history", "--json").data == []
    sat(drill)
    sat(drill, is_left=True)
    text = drill("interview", "--history").out
    assert "half way" in text
    assert "of 4" in text
    found = drill("interview", "design", "--history", "--json").data
    assert [each["is_open"] for each in found] == [True, False]
    assert found[1]["number"] == 1
    assert found[1]["spent_s"] == 180
    assert "no interview" in drill("interview", "talk", "--history").err


@pytest.mark.parametrize("words", [(), ("--history",), ("--export", "x.md")])
def test_an_unknown_format_is_refused_with_the_nearest(
    words: tuple[str, ...], drill: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drill.cli.commands.interview.need_terminal", lambda: None)
    answer = drill("interview", "desing", *words)
    assert answer.status == 2
    assert "design" in answer.err


def test_the_latest_report_is_exported(drill: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    answer = drill("interview", "--export", str(path))
    assert answer.status == 1
    assert "no interview drill is over yet" in answer.err
    sat(drill)
    sat(drill, is_left=True)
    answer = drill("interview", "design", "--export", str(path))
    assert answer.status == 0
    assert str(path) in answer.err
    assert "my answer" in path.read_text("utf-8")


def test_a_path_that_cannot_be_written_is_told(
    drill: CommandLine, tmp_path: Path
) -> None:
    sat(drill)
    answer = drill("interview", "--export", str(tmp_path / "none" / "r.md"))
    assert answer.status != 0
    assert "r.md" in answer.err
    assert "Traceback" not in answer.err


def test_the_app_opens_in_the_interview(
    drill: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_app(_: Context, *, kind: Any) -> int:
        opened.append(kind().__name__)
        return 0

    monkeypatch.setattr("drill.cli.commands.interview.need_terminal", lambda: None)
    monkeypatch.setattr("drill.cli.commands.interview.open_app", open_app)
    assert drill("interview", "design").status == 0
    assert drill("interview").status == 0
    assert opened == ["InterviewingApp"] * 2


def test_an_interview_needs_a_terminal(drill: CommandLine) -> None:
    answer = drill("interview", "design")
    assert answer.status == 2
    assert "terminal" in answer.err


def test_json_of_the_history_is_plain(drill: CommandLine) -> None:
    sat(drill)
    [row] = json.loads(drill("interview", "--history", "--json").out)
    assert row["at"].startswith("2026-03-")
    assert 0 < row["share"] < 1
