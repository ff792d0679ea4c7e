from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import drill as package
from drill import errors
from drill.cli.failing import INTERRUPTED, LARGEST_LOG, STATUSES, failed
from drill.cli.main import main
from drill.cli.output import Output
from drill.cli.table import COMMANDS
from drill.cli.words import split

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


@pytest.mark.parametrize(
    ("typed", "rest", "data", "config"),
    [
        ("", [], None, None),
        ("due --json", ["due", "--json"], None, None),
        ("--data here", [], "here", None),
        ("--data=here due", ["due"], "here", None),
        ("due --data here --json", ["due", "--json"], "here", None),
        ("due --data here --data there", ["due"], "there", None),
        ("--config c.toml due --data d", ["due"], "d", "c.toml"),
        ("--data", ["--data"], None, None),
        ("due --data --json", ["due", "--data", "--json"], None, None),
        ("--data= due", ["due"], "", None),
        ("add -- --data here", ["add", "--", "--data", "here"], None, None),
    ],
)
def test_global_options_stand_anywhere(
    typed: str, rest: list[str], data: str | None, config: str | None
) -> None:
    words = split(typed.split())
    assert (words.rest, words.data, words.config) == (rest, data, config)


def test_the_version_is_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"drill {package.__version__}\n"


def test_the_version_is_told_beside_other_options_too(drill: CommandLine) -> None:
    assert drill("--version", "--data", "d").out == f"drill {package.__version__}\n"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {command.name} " in out for command in COMMANDS)


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_help(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == 0
    assert f"usage: drill {command}" in capsys.readouterr().out


def test_an_unknown_command_names_the_nearest(drill: CommandLine) -> None:
    answer = drill("revew")
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err == (
        "drill: there is no command 'revew'\n  Did you mean `drill review`?\n"
    )


def test_a_command_like_no_other_is_sent_to_the_help(drill: CommandLine) -> None:
    assert "`drill --help` lists the commands." in drill("xyzzy").err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["due", "--jsn"], "unrecognized arguments: --jsn"),
        (["due", "--js"], "unrecognized arguments: --js"),
        (["stats", "--days", "0"], "'0' is no whole number from 1 to 36500"),
        (["stats", "--days", "٣"], "'٣' is no whole number"),
        (["decks", "study"], "required: DECK"),
        (["--data"], "--data: expected one argument"),
        (["new"], "required: DECK"),
    ],
)
def test_wrong_words_are_wrong_usage(
    argv: list[str], said: str, drill: CommandLine
) -> None:
    answer = drill(*argv)
    assert answer.status == 2
    assert said in answer.err
    assert "--help` says what can be typed." in answer.err


@pytest.mark.parametrize("argv", [[], ["--"], ["review"], ["review", "networks"]])
def test_without_a_terminal_the_app_says_what_works(
    argv: list[str], drill: CommandLine
) -> None:
    answer = drill(*argv)
    assert answer.status == 2
    assert answer.err.startswith("drill: drill opens in a terminal, and this is none\n")
    assert "`drill due`" in answer.err


def test_a_defect_is_one_line_and_a_traceback_in_a_file(
    drill: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        return 1 / 0 > 1

    monkeypatch.setattr("drill.cli.commands.due.run", broken)
    answer = drill("due")
    log = drill.desk.locations.state / "errors.log"
    assert answer.status == 4
    assert answer.err.splitlines() == [
        "drill: an error in drill itself: ZeroDivisionError: division by zero",
        f"  Your answers are kept. Please report it with {log}.",
    ]
    assert "return 1 / 0 > 1" in log.read_text()


def test_the_log_of_defects_does_not_grow_for_ever(
    drill: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise MemoryError

    monkeypatch.setattr("drill.cli.commands.due.run", broken)
    log = drill.desk.locations.state / "errors.log"
    drill("due")
    once = log.stat().st_size
    drill("due")
    assert log.stat().st_size == 2 * once
    log.write_text("x" * (LARGEST_LOG + 1))
    drill("due")
    assert log.stat().st_size == once


def test_a_traceback_that_cannot_be_kept_is_shown(
    drill: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise KeyError

    monkeypatch.setattr("drill.cli.commands.due.run", broken)
    (drill.desk.locations.state / "errors.log").mkdir(parents=True)
    answer = drill("due")
    assert "Traceback" in answer.err
    assert answer.err.endswith("Please report it with the lines above.\n")


def test_an_interrupt_is_no_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("drill.cli.commands.due.run", interrupted)
    assert main(["due", "--data", str(tmp_path)]) == INTERRUPTED
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.UnknownSetting("a", "b", None), 2),
        (errors.UnknownCommand("a", None), 2),
        (errors.DeckNotFound("a"), 2),
        (errors.InvalidSearch("a", 1, "b"), 2),
        (errors.StoreLocked("a"), 3),
        (errors.NothingToUndo(), 1),
        (errors.InvalidNote(("a",)), 1),
        (errors.DrillError("a"), 4),
    ],
)
def test_the_status_says_what_kind_of_error_it_was(
    error: errors.DrillError, status: int
) -> None:
    assert failed(error, Output({})) == status


def test_every_error_that_drill_raises_has_a_status() -> None:
    roots = errors.DrillError.__subclasses__()
    covered = [kind for kind, _ in STATUSES]
    assert [root for root in roots if root not in covered] == []
