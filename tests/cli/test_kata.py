"""`drill kata`: for people who live in their own editor. Runs are real ones."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from drill.errors import NoTerminal
from tests.sessions.desk import Desk
from tests.sessions.katas import (
    BOX,
    DOUBLE,
    FILES,
    REFERENCE,
    RIGHT,
    STARTER,
    WRONG,
    lay_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import CommandLine


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with two katas, the app closed."""
    found = Desk(tmp_path)
    lay_out(found)
    found.close()
    yield found
    found.close()


def started(drill: CommandLine, text: str, name: str = "double") -> Path:
    """A kata whose file says something."""
    path = Path(drill("kata", "start", name).out.strip())
    path.write_text(text)
    return path


def test_katas_are_listed_by_deck_and_as_json(drill: CommandLine) -> None:
    lines = drill("kata", "list").out.splitlines()
    assert lines[0].split() == ["kata", "due", "min", "runs", "best", "title"]
    assert lines[1].split()[:2] == ["mine/words/box", "new"]
    assert "Double it" in lines[2]
    assert [row["id"] for row in drill("kata", "list", "networks", "--json").data] == [
        "double"
    ]
    assert "no kata here" in drill("kata", "list", "--due").err
    started(drill, WRONG)
    drill("kata", "test", "double")
    assert "half way" in drill("kata", "list", "--due").out


def test_a_kata_is_started_in_a_file_of_its_own(drill: CommandLine) -> None:
    answer = drill("kata", "start", "double")
    path = Path(answer.out.strip())
    assert path.read_text() == STARTER
    for words in ("Double it", "Return twice", "Small numbers", "double(n=1)\n→ 2"):
        assert words in answer.err
    path.write_text(WRONG)
    assert drill("kata", "start", "double", "--json").data["path"] == str(path)
    assert path.read_text() == WRONG
    drill("kata", "start", "double", "--reset")
    assert path.read_text() == STARTER
    other = drill("kata", "start", "double", "--language", "javascript").out.strip()
    assert other.endswith("solution.js")


def test_an_editor_of_ones_own_opens_it(drill: CommandLine) -> None:
    answer = drill(
        "kata", "start", "double", "--editor", environment={"EDITOR": "true"}
    )
    assert answer.status == 0
    answer = drill(
        "kata", "start", "double", "--editor", environment={"EDITOR": "false"}
    )
    assert answer.status == 2


def test_a_wrong_solution_is_told_with_its_smallest_case(drill: CommandLine) -> None:
    started(drill, WRONG)
    answer = drill("kata", "test", "double")
    assert answer.status == 1
    for words in (
        "✗ Small numbers  0 of 2",
        "✗ Small numbers: one  failed",
        "call    double(n=1)",
        "wanted  2",
        "got     1",
        "failed  1 of 4 cases",
    ):
        assert words in answer.out
    assert "1 of 4  one: failed" in answer.err


def test_a_right_solution_is_rated_when_asked_to(drill: CommandLine) -> None:
    started(drill, RIGHT)
    answer = drill("kata", "test", "double")
    assert answer.status == 0
    assert "passed  4 of 4 cases" in answer.out
    assert "passed: good is proposed (again, hard, good, easy)" in answer.out
    answer = drill("kata", "test", "double", "--rate", "easy")
    assert "rated easy: " in answer.out
    again = drill("kata", "test", "double", "--rate", "proposed")
    assert "rated before: it counts again when it is due" in again.out
    assert drill("kata", "solution", "double").out == REFERENCE


def test_the_proposed_rating_is_recorded(drill: CommandLine) -> None:
    started(drill, RIGHT)
    data = drill("kata", "test", "double", "--rate", "proposed", "--json").data
    assert (data["phase"], data["result"]["verdict"]) == ("rated", "passed")
    assert drill("undo").out.strip().endswith("kata: Double it")


def test_a_rating_that_is_not_allowed_is_refused(drill: CommandLine) -> None:
    drill("kata", "hint", "double")
    started(drill, RIGHT)
    answer = drill("kata", "test", "double", "--rate", "good")
    assert answer.status == 1
    assert "cannot be rated good" in answer.err


def test_one_case_is_run_alone_and_counts_for_nothing(drill: CommandLine) -> None:
    started(drill, WRONG)
    assert drill("kata", "test", "double", "--case", "none").status == 0
    assert (
        drill("kata", "test", "double", "--case", "none", "--json").data["attempt"] == 0
    )
    answer = drill("kata", "test", "double", "--case", "nothing")
    assert (answer.status, "neither a case nor a stage" in answer.err) == (2, True)


def test_an_input_of_ones_own_is_run_beside_the_reference(drill: CommandLine) -> None:
    started(drill, WRONG)
    answer = drill("kata", "test", "double", "--input", "7")
    assert answer.status == 1
    assert "wanted  14" in answer.out
    assert "got     49" in answer.out
    assert drill("kata", "test", "double", "--input", "2", "--json").data["got"] == "4"
    answer = drill("kata", "test", "double", "--input", "x y")
    assert answer.status == 1
    assert "For example: n=" in answer.err


def test_hints_come_one_by_one(drill: CommandLine) -> None:
    answer = drill("kata", "hint", "double")
    assert answer.out == "Count fingers.\n"
    assert answer.err == "hint 1, 2 left; hard at best\n"
    drill("kata", "hint", "double")
    assert "that was the last" in drill("kata", "hint", "double").err
    assert drill("kata", "hint", "double").status == 1


def test_the_solution_is_shown_after_a_pass_or_giving_up(drill: CommandLine) -> None:
    answer = drill("kata", "solution", "double")
    assert (answer.status, answer.out) == (1, "")
    assert "--give-up" in answer.err
    answer = drill("kata", "solution", "double", "--give-up")
    assert answer.out == REFERENCE
    assert "Twice is two times." in answer.err
    [row] = drill("kata", "list", "networks", "--json").data
    assert (row["state"], row["due_label"]) == ("later", "tomorrow")


def test_code_of_another_deck_waits_for_consent(drill: CommandLine) -> None:
    started(drill, FILES["data/decks/mine/katas/box/solution.py"], "box")
    answer = drill("kata", "test", "box")
    assert answer.status == 1
    assert "--agree" in answer.err
    assert drill("kata", "test", "box", "--agree").status == 0
    assert drill("kata", "test", BOX).status == 0


def test_a_name_that_is_none_says_the_nearest(drill: CommandLine) -> None:
    answer = drill("kata", "test", "doubel")
    assert answer.status == 1
    assert "Did you mean double?" in answer.err
    assert drill("kata", "test", DOUBLE).status == 1  # the starter fails


def test_hostile_output_never_reaches_the_terminal(drill: CommandLine) -> None:
    started(drill, "def double(n):\n    print('\\x1b]52;c;aGk=\\x07')\n    return 3\n")
    answer = drill("kata", "test", "double")
    assert "\x1b" not in answer.out
    assert "printed" in answer.out


def test_without_an_action_the_app_needs_a_terminal(drill: CommandLine) -> None:
    answer = drill("kata")
    assert answer.status == 2
    assert str(NoTerminal().message) in answer.err


def test_a_file_is_judged_again_whenever_it_is_saved(tmp_path: Path) -> None:
    """In a process of its own, with the decks that came with drill."""
    home = {**os.environ, "DRILL_DATA": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "drill", "kata"]
    started_ = subprocess.run(
        [*command, "start", "bm25"],
        env=home,
        capture_output=True,
        text=True,
        check=True,
    )
    path = Path(started_.stdout.strip())
    out = tmp_path / "out"
    with out.open("w") as sink:
        watching = subprocess.Popen(
            [*command, "watch", "bm25"],
            env=home,
            stdout=sink,
            preexec_fn=heed_interrupts,  # noqa: PLW1509 - it starts no thread
        )
        try:
            wait_for(out, "0 of 105 cases")
            path.write_text(path.read_text() + "\n# saved\n")
            wait_for(out, "0 of 105 cases", times=2)
        finally:
            status = ended(watching)
    assert status == 0


def ended(process: subprocess.Popen[bytes]) -> int:
    """The status of a program that is sent ctrl+c."""
    process.send_signal(signal.SIGINT)
    try:
        return process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def heed_interrupts() -> None:
    """Behind `&` a shell lets its programs ignore ctrl+c, and they pass that on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(path: Path, words: str, times: int = 1) -> None:
    """Wait until a file says something so many times."""
    end = monotonic() + 40
    while path.read_text().count(words) < times:
        assert monotonic() < end, path.read_text()
        sleep(0.05)
