"""A quiz in a real terminal: killed and taken up again, stopped and continued."""

from __future__ import annotations

import os
import re
import signal
import time
from typing import TYPE_CHECKING

import pytest

from tests.e2e.terminal import Terminal
from tests.sessions import questions as asked
from tests.sessions.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

# One after the other: each wants a processor of its own.
pytestmark = pytest.mark.xdist_group("terminal")

ESCAPE, DONT_KNOW = "\x1b", "\x04"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a deck of questions."""
    desk = Desk(tmp_path)
    asked.write_questions(desk)
    desk.close()
    return tmp_path / "data"


def left_s(terminal: Terminal) -> int:
    """Seconds that the countdown shows."""
    found = re.search(r"(\d+):(\d\d) left", terminal.text)
    assert found is not None, terminal.text
    return 60 * int(found[1]) + int(found[2])


def test_a_quiz_survives_a_power_cut(data: Path) -> None:
    with Terminal(data, "quiz", "mine/asked") as terminal:
        terminal.wait_for("1 of 6", "left")
        terminal.press(DONT_KNOW)
        terminal.wait_for("no answer", "0 of 1")
        terminal.kill()
    with Terminal(data) as terminal:
        terminal.wait_for("quiz", "My notes")
        terminal.press("t")
        terminal.wait_for("Go on with the quiz", "1 of 6 questions")
        terminal.press("y")
        terminal.wait_for("2 of 6", "0 of 1")
        terminal.press(ESCAPE)
        terminal.wait_for("Leave the quiz?")
        terminal.press("y")
        terminal.wait_for("earlier ones")


def test_a_stopped_program_does_not_stop_the_clock(data: Path) -> None:
    with Terminal(data, "quiz", "mine/asked", "--minutes", "1") as terminal:
        terminal.wait_for("1 of 6", "left")
        before = left_s(terminal)
        os.kill(terminal.child.pid, signal.SIGSTOP)
        time.sleep(3)
        os.kill(terminal.child.pid, signal.SIGCONT)
        terminal.wait_until(
            lambda text: "left" in text and left_s(terminal) <= before - 3,
            "a countdown that went on",
        )
