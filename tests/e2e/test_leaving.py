"""Told to leave by the system: nothing is lost, and the terminal is given back."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from tests.e2e.terminal import Terminal
from tests.e2e.test_terminal import ANSWER, HOME, begin, figures

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("terminal")

SCREEN_GIVEN_BACK = b"\x1b[?1049l"
CURSOR_SHOWN = b"\x1b[?25h"
MOUSE_GIVEN_BACK = b"\x1b[?1000l"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_polite_kill_gives_the_terminal_back(data: Path) -> None:
    with begin(data) as terminal:
        os.kill(terminal.child.pid, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        for expected in (SCREEN_GIVEN_BACK, CURSOR_SHOWN, MOUSE_GIVEN_BACK):
            assert expected in terminal.received
        assert b"Traceback" not in terminal.received


def test_a_terminal_that_is_closed_ends_drill_and_keeps_the_answers(
    data: Path,
) -> None:
    with begin(data) as terminal:
        terminal.press("\r")
        terminal.press(" ")
        terminal.wait_for(ANSWER)
        terminal.press("4")
        terminal.wait_until(lambda text: ANSWER not in text, "the next card")
        terminal.hang_up()
        assert terminal.end() == 128 + signal.SIGHUP
    assert figures(data)["done_today"] == 1
    with Terminal(data) as terminal:
        terminal.wait_for(HOME, "9 to do", "1 in under 1 min")
