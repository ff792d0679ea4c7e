from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from drill.cli.main import main
from drill.ids import Rating
from drill.sessions.acting import report
from tests.house.project import ROOT
from tests.sessions.desk import CARDS, COMMIT, WINDOW

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


# --- stats -------------------------------------------------------------------------


def test_figures_of_a_morning(drill: CommandLine) -> None:
    desk = drill.desk
    desk.reopen()
    desk.rate(WINDOW, Rating.GOOD, duration_ms=60_000)
    desk.rate(COMMIT, Rating.AGAIN, duration_ms=60_000)
    desk.close()
    answer = drill("stats")
    assert answer.status == 0
    lines = dict(line.split(maxsplit=1) for line in answer.out.splitlines()[1:])
    assert lines["reviews"] == "2 in 2 min"
    assert lines["ratings"] == "1 again, 0 hard, 1 good, 0 easy"
    data = drill("stats", "--days", "3", "--json").data
    assert (data["days"], data["by_day"], data["streak_days"]) == (3, [0, 0, 2], 1)


def test_figures_of_nothing_are_no_error(drill: CommandLine) -> None:
    answer = drill("stats", "--days", "1")
    assert answer.status == 0
    assert answer.out.startswith("Today\n")
    assert "passed         –\n" in answer.out


# --- decks -------------------------------------------------------------------------


def test_decks_are_a_tree_with_counts(drill: CommandLine) -> None:
    answer = drill("decks")
    assert answer.status == 0
    assert answer.err == ""
    head, *lines = answer.out.splitlines()
    assert head.split() == ["deck", "due", "learning", "new", "cards", "known", "title"]
    assert [line.split()[:2] for line in lines if line.startswith("*")] == [
        ["*", "mine"],
        ["*", "networks"],
    ]
    [tcp] = [line.split() for line in lines if line.startswith("    tcp")]
    assert tcp == ["tcp", "0", "0", "4", "4", "0%", "TCP"]


def test_a_deck_opens_as_a_page(drill: CommandLine) -> None:
    answer = drill("decks", "show", "networks")
    assert answer.status == 0
    assert "Networks" in answer.out
    assert "2 topics, 5 notes to recall." in answer.out
    assert "DNS: first TCP" in answer.out
    [page] = drill("decks", "show", "networks", "--json").data
    assert [topic["cards"] for topic in page["topics"]] == [4, 2]
    assert drill("decks", "show", "netwroks").status != 0


def test_decks_are_told_to_programs(drill: CommandLine) -> None:
    rows = {row["id"]: row for row in drill("decks", "--json").data}
    assert rows["networks"]["cards"] == 6
    assert rows["networks"]["chosen"] is True
    assert rows["mine/words"]["depth"] == 1


def test_a_deck_is_left_and_studied_again(drill: CommandLine) -> None:
    rows = drill("decks", "leave", "mine", "--json").data
    assert {row["id"] for row in rows if row["chosen"] and not row["depth"]} == {
        "networks"
    }
    assert drill("due", "--json").data["due"] == 3
    answer = drill("decks", "--json", "study", "mine")
    assert all(row["chosen"] for row in answer.data)


def test_a_deck_that_does_not_exist_names_the_nearest(drill: CommandLine) -> None:
    answer = drill("decks", "study", "netwroks")
    assert answer.status == 2
    assert "no deck or topic is called 'netwroks'" in answer.err
    assert "Did you mean 'networks'?" in answer.err


def test_without_a_studied_deck_the_way_to_one_is_said(drill: CommandLine) -> None:
    answer = drill("decks", "leave", "mine", "networks")
    assert answer.status == 0
    assert answer.err == "No deck is studied yet: `drill decks study DECK`.\n"


# --- new ---------------------------------------------------------------------------


def test_a_new_deck_is_a_file_to_write_into(drill: CommandLine) -> None:
    answer = drill("new", "onboarding", "--title", "The first weeks")
    path = drill.desk.own / "onboarding" / "notes.yaml"
    assert answer.status == 0
    assert answer.out == f"{path}\n"
    assert "drill add --topic onboarding/notes" in answer.err
    assert path.is_file()
    rows = {row["id"]: row for row in drill("decks", "--json").data}
    assert rows["onboarding"]["title"] == "The first weeks"
    assert rows["onboarding"]["chosen"] is True


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("mine", 2, "a deck called 'mine' exists already"),
        ("networks", 2, "a deck called 'networks' exists already"),
        ("My Deck", 1, "'My Deck' is no id"),
        ("../escape", 1, "'../escape' is no id"),
    ],
)
def test_a_deck_that_cannot_be_made_is_refused(
    name: str, status: int, said: str, drill: CommandLine
) -> None:
    answer = drill("new", name)
    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err


# --- check -------------------------------------------------------------------------


def test_the_decks_at_hand_are_checked_by_default(drill: CommandLine) -> None:
    answer = drill("check")
    assert answer.status == 0, answer.out
    assert "0 errors" in answer.err
    assert str(drill.desk.own) in answer.err


def test_folders_that_the_settings_name_are_checked_too(
    drill: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "more").mkdir()
    path = broken(tmp_path / "more")
    drill.desk.set(files={"decks": [str(tmp_path / "more"), "/no/such/folder"]})
    answer = drill("check")
    assert answer.status == 1
    assert f"{path}:7:5: error F003 " in answer.out


def broken(folder: Path) -> Path:
    path = folder / "bad" / "words.yaml"
    path.parent.mkdir()
    (path.parent / "deck.yaml").write_text("title: Bad\n")
    path.write_text(
        "topic: words\ntitle: Words\nnotes:\n"
        "  - id: one\n    front: \u200bWhat?\n    back: That.\n    fornt: x\n"
    )
    return path


def test_every_problem_is_a_line_that_an_editor_understands(
    drill: CommandLine, tmp_path: Path
) -> None:
    path = broken(tmp_path)
    answer = drill("check", str(tmp_path / "bad"))
    assert answer.status == 1
    assert f"{path}:7:5: error F003 " in answer.out
    assert "\u200b" not in answer.out
    assert answer.err.startswith("1 errors, ")


def test_problems_are_told_to_programs(drill: CommandLine, tmp_path: Path) -> None:
    path = broken(tmp_path)
    answer = drill("check", "--json", str(path))
    assert answer.status == 1
    [error] = [each for each in answer.data if each["severity"] == "error"]
    assert (error["path"], error["line"], error["column"], error["code"]) == (
        str(path), 7, 5, "F003",
    )  # fmt: skip
    assert error["message"]
    assert error["hint"]


def test_warnings_are_errors_only_when_strict(
    drill: CommandLine, tmp_path: Path
) -> None:
    path = broken(tmp_path)
    path.write_text(path.read_text().replace("    fornt: x\n", ""))
    assert drill("check", str(path)).status == 0
    assert drill("check", "--strict", str(path)).status == 1


def test_a_generator_that_is_not_there_is_a_problem(
    drill: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "own" / "topic.yaml"
    path.parent.mkdir()
    path.write_text(
        "topic: topic\ntitle: T\nnotes:\n  - id: a\n    kind: generated\n"
        "    title: t\n    generator: tcp.reno_windw\n    source: s\n"
    )
    answer = drill("check", str(path))
    assert answer.status == 1
    assert f"{path}:7:16: error N010 " in answer.out
    assert "Did you mean `tcp.reno_window`?" in answer.out


def test_a_deck_of_ones_own_may_not_claim_a_shipped_id(
    drill: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere" / "networks"
    folder.mkdir(parents=True)
    (folder / "deck.yaml").write_text("title: Mine\n")
    answer = drill("check", str(tmp_path / "elsewhere"))
    assert answer.status == 1
    assert "F012" in answer.out


def test_a_path_that_is_not_there_is_wrong_usage(drill: CommandLine) -> None:
    answer = drill("check", "no/such")
    assert answer.status == 2
    assert "there is no file or folder 'no/such'" in answer.err


def test_the_schema_is_data(drill: CommandLine) -> None:
    answer = drill("check", "--schema")
    assert answer.status == 0
    assert answer.data["$schema"].startswith("https://json-schema.org/")


# --- backup, restore, doctor ---------------------------------------------------------


def test_a_backup_is_taken_listed_and_brought_back(drill: CommandLine) -> None:
    desk = drill.desk
    desk.reopen()
    desk.rate(WINDOW)
    desk.close()
    assert drill("backup", "--list").err.startswith("There is no backup in ")
    [taken] = drill("backup", "--json").data
    desk.reopen()
    desk.rate(COMMIT)
    desk.close()
    assert drill("backup", "--list").out.startswith(taken["name"])
    assert [row["name"] for row in drill("backup", "--list", "--json").data] == [
        taken["name"]
    ]
    assert drill("stats", "--json").data["reviews"] == 2

    answer = drill("restore", "--yes")
    assert answer.status == 0
    assert answer.out == f"restored {taken['name']}\n"
    assert "lies in" in answer.err
    assert drill("stats", "--json").data["reviews"] == 1


def test_restoring_asks_and_a_no_changes_nothing(drill: CommandLine) -> None:
    [taken] = drill("backup", "--json").data
    desk = drill.desk
    desk.reopen()
    desk.rate(COMMIT)
    desk.close()
    answer = drill("restore", taken["name"], typed="n\n")
    assert answer.status == 1
    assert f"Bring back {taken['name']}" in answer.err
    assert answer.err.endswith("Nothing was changed.\n")
    assert drill("stats", "--json").data["reviews"] == 1
    assert drill("restore", taken["name"][:10], typed="y\n").status == 0
    assert drill("stats", "--json").data["reviews"] == 0


def test_restoring_without_anybody_to_ask_names_the_way_out(
    drill: CommandLine,
) -> None:
    drill("backup")
    answer = drill("restore")
    assert answer.status == 2
    assert "Add --yes" in answer.err


def test_a_backup_that_is_not_there_is_said(drill: CommandLine) -> None:
    answer = drill("restore", "nothing", "--yes")
    assert answer.status == 3
    assert "no backup 'nothing' in " in answer.err
    assert "`drill backup --list`" in answer.err


def test_a_damaged_database_is_said_and_can_be_brought_back(
    drill: CommandLine,
) -> None:
    drill("backup")
    drill.desk.locations.database.write_bytes(b"no database at all " * 1_000)
    answer = drill("stats")
    assert answer.status == 3
    assert "is damaged" in answer.err
    assert "`drill restore`" in answer.err
    assert drill("doctor").status == 1
    assert drill("restore", "--yes").status == 0
    assert drill("stats").status == 0


def test_a_sound_record_is_said_to_be_sound(drill: CommandLine) -> None:
    answer = drill("doctor")
    assert answer.status == 0
    assert answer.err == "Nothing is wrong.\n"
    assert str(drill.desk.locations.database) in answer.out
    codes = [each["code"] for each in drill("doctor", "--json").data]
    assert "versions" in codes


def test_a_cache_that_is_wrong_is_mended_when_asked_only(drill: CommandLine) -> None:
    desk = drill.desk
    desk.reopen()
    desk.learn(WINDOW)
    desk.close()
    with sqlite3.connect(desk.locations.database) as connection:
        connection.execute("UPDATE cards SET due = due + 5 WHERE due IS NOT NULL")
    connection.close()
    answer = drill("doctor")
    assert answer.status == 1
    assert "cards-differ" in answer.out
    assert "`drill doctor --repair` mends this" in answer.err
    assert drill("doctor").status == 1
    assert drill("doctor", "--repair").status == 0
    assert drill("doctor").status == 0


# --- undo, reports -----------------------------------------------------------------


def test_the_latest_answer_is_taken_back(drill: CommandLine) -> None:
    desk = drill.desk
    desk.reopen()
    desk.rate(WINDOW)
    desk.close()
    answer = drill("undo")
    assert answer.status == 0
    assert answer.out == f"undone: good on {WINDOW}\n"
    assert drill("stats", "--json").data["reviews"] == 0


def test_nothing_to_undo_is_said(drill: CommandLine) -> None:
    answer = drill("undo")
    assert (answer.status, answer.err) == (1, "drill: nothing to undo\n")


def test_cards_said_to_be_wrong_are_a_list(drill: CommandLine) -> None:
    desk = drill.desk
    desk.reopen()
    report(desk.collection, [WINDOW], "it is \x1b[31mbytes")
    desk.close()
    out = drill("reports").out
    assert f"`{WINDOW}`" in out
    assert "wrong: it is ␛[31mbytes" in out
    [row] = drill("reports", "--json").data
    assert (row["card"], row["report"]) == (WINDOW, "it is \x1b[31mbytes")


def test_no_card_said_to_be_wrong_is_no_data(drill: CommandLine) -> None:
    answer = drill("reports")
    assert (answer.status, answer.out) == (0, "")
    assert drill("reports", "--json").data == []


# --- settings ----------------------------------------------------------------------


def test_settings_are_listed_read_changed_and_taken_out(drill: CommandLine) -> None:
    assert "  study.new_a_day" in drill("settings").out
    assert drill("settings", "list").out == drill("settings").out
    assert drill("settings", "get", "study.new_a_day").out == "10\n"
    assert drill("settings", "set", "study.new_a_day", "12").out == (
        "study.new_a_day = 12\n"
    )
    rows = {row["path"]: row for row in drill("settings", "--json").data}
    assert rows["study.new_a_day"]["value"] == "12"
    assert rows["study.new_a_day"]["is_set"] is True
    assert "* study.new_a_day" in drill("settings").out
    drill("settings", "set", "study.new_a_day", "default")
    assert drill("settings", "get", "study.new_a_day", "--json").data["value"] == "10"


def test_a_setting_is_explained_with_what_is_allowed(drill: CommandLine) -> None:
    answer = drill("settings", "get", "study.review_order")
    assert answer.out == "retrievability\n"
    assert "default: retrievability; retrievability, due, difficulty" in answer.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["study.new_a_dya", "1"], "Did you mean 'study.new_a_day'?"),
        (["study.new_a_day", "many"], "study.new_a_day = 'many' is not allowed"),
        (["study.rollover_hour", "24"], "study.rollover_hour"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(
    typed: list[str], said: str, drill: CommandLine
) -> None:
    before = drill.desk.locations.config.read_text()
    answer = drill("settings", "set", *typed)
    assert answer.status == 2
    assert said in answer.err
    assert drill.desk.locations.config.read_text() == before


def test_the_settings_file_is_named_even_when_it_is_broken(drill: CommandLine) -> None:
    path = drill.desk.locations.config
    path.write_text("study = [")
    assert drill("settings", "path").out == f"{path}\n"
    for command in ("due", "stats", "decks", "doctor", "settings"):
        answer = drill(command)
        assert answer.status == 2, command
        assert f"{path}: is no TOML" in answer.err


# --- the process --------------------------------------------------------------------


def test_a_reader_that_leaves_early_is_no_error(drill: CommandLine) -> None:
    data = str(drill.desk.locations.data)
    command = f"{sys.executable} -m drill decks --data {data} --json | head -n 1"
    answer = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "[\n", "")


def test_a_closed_standard_output_is_no_traceback(drill: CommandLine) -> None:
    data = str(drill.desk.locations.data)
    answer = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m drill stats --data {data} >&-"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("words", ["due", "stats --json"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_standard_output_is_said(
    drill: CommandLine, words: str, unbuffered: str
) -> None:
    data = str(drill.desk.locations.data)
    answer = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m drill --data {data} {words} >/dev/full"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        check=False,
        capture_output=True,
        text=True,
    )
    expected = "drill: standard output cannot be written: No space left on device\n"
    assert (answer.returncode, answer.stderr) == (2, expected)


def test_an_encoding_without_the_character_is_survived(drill: CommandLine) -> None:
    answer = subprocess.run(
        [
            sys.executable,
            "-m",
            "drill",
            "due",
            "--data",
            str(drill.desk.locations.data),
        ],
        env={"PYTHONIOENCODING": "ascii", "TZ": "UTC", "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert " due \\xb7 " in answer.stdout


def test_the_data_folder_may_be_named_by_a_variable(
    drill: CommandLine, tmp_path: Path
) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "drill", "settings", "path"],
        env={"DRILL_DATA": str(tmp_path / "there"), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout == f"{tmp_path / 'there' / 'config.toml'}\n"


def test_another_settings_file_may_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data", str(tmp_path / "data"), "--config", str(tmp_path / "mine.toml")]
    assert main([*words, "settings", "path"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'mine.toml'}\n"


def test_everything_printed_as_json_is_ascii(drill: CommandLine) -> None:
    drill.desk.write(drill.desk.own / "mine" / "deck.yaml", "title: Größe\n")
    for command in ("decks", "stats", "due", "reports", "doctor", "settings"):
        answer = drill(command, "--json")
        assert answer.out.isascii()
        json.loads(answer.out)
    assert len(CARDS) == 9


# --- review ------------------------------------------------------------------------


@pytest.mark.parametrize("is_known", [False, True])
def test_a_review_of_nothing_names_the_nearest(
    is_known: bool,  # noqa: FBT001 - whether the last run left what there is
    drill: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if is_known:
        drill("due")
    monkeypatch.setattr("drill.cli.commands.review.need_terminal", lambda: None)
    answer = drill("review", "networks/tpc")
    assert answer.status == 2
    assert "no deck or topic is called 'networks/tpc'" in answer.err
    assert "Did you mean 'networks/tcp'?" in answer.err


@pytest.mark.parametrize("names", [[], ["networks"], ["mine/words", "networks/tcp"]])
def test_a_review_of_what_there_is_opens_the_app(
    names: list[str], drill: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drill.cli.commands.review.need_terminal", lambda: None)
    answer = drill("review", *names)
    assert "drill opens in a terminal" in answer.err


# --- beside the app -----------------------------------------------------------------


def test_the_app_sees_what_a_command_wrote_meanwhile(drill: CommandLine) -> None:
    app = drill.desk.reopen()
    drill.desk.rate(WINDOW)
    answer = drill(
        "add", "--topic", "networks/tcp", "--front", "a?", "--back", "b", "--yes"
    )
    assert answer.status == 0
    assert app.store.has_foreign_changes()
    drill.desk.rate(COMMIT)
    assert drill("stats", "--json").data["reviews"] == 2
    assert drill("undo").out == f"undone: good on {COMMIT}\n"


def test_a_record_in_use_is_a_clear_error(drill: CommandLine) -> None:
    desk = drill.desk
    desk.reopen()
    desk.rate(WINDOW)
    desk.close()
    with closing(sqlite3.connect(desk.locations.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = drill("undo")
    assert answer.status == 3
    assert f"{desk.locations.database} is in use by another program" in answer.err
    assert "Nothing was written. Try again" in answer.err
    assert drill("undo").status == 0


def test_a_check_tells_what_blind_solvers_score(
    drill: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "asked.yaml"
    path.write_text(
        "topic: asked\ntitle: Asked\nnotes:\n  - id: one\n    kind: choice\n"
        "    question: Which?\n    source: x\n    choices:\n"
        "      - {text: this, right: true}\n      - {text: or that, why: no}\n"
    )
    answer = drill("check", str(path))
    assert "1 question with one right choice" in answer.err
    assert "the longest choice: 0%" in answer.err
    assert "the shortest choice: 100%" in answer.err
