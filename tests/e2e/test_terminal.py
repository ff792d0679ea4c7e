"""The whole program, from a terminal's first byte to the record on disk."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

# One after the other: each wants a processor of its own.
pytestmark = pytest.mark.xdist_group("terminal")

QUESTION = "space show the answer"
ANSWER = "1 again"
HOME = "⏎ review"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def figures(data: Path, command: str = "due") -> dict[str, Any]:
    """What the command line says of a data folder."""
    words = [sys.executable, "-m", "drill", "--data", str(data), command, "--json"]
    answer = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def begin(data: Path, **options: Any) -> Terminal:
    """A fresh start up to home: Enter alone passes the welcome."""
    terminal = Terminal(data, **options)
    terminal.wait_for("What do you want to remember?")
    terminal.press("\r")
    terminal.wait_for(HOME, "10 to do")
    return terminal


def answer(terminal: Terminal, cards: int, key: str = "4") -> None:
    """Review so many cards, the first of which is on its front."""
    for _ in range(cards):
        terminal.wait_for(QUESTION)
        terminal.press(" ")
        terminal.wait_for(ANSWER)
        terminal.press(key)
        terminal.wait_until(lambda text: ANSWER not in text, "the next card")


def left(text: str) -> int:
    found = re.search(r"(\d+) left", text)
    assert found is not None, text
    return int(found[1])


def test_a_fresh_start_to_a_review_and_back_the_next_time(data: Path) -> None:
    with begin(data) as terminal:
        terminal.press("\r")
        answer(terminal, 3)
        assert left(terminal.wait_for(QUESTION)) == 7
        terminal.press("\x1b")
        terminal.wait_for(HOME, "7 to do", "3 in under 1 min")
        terminal.press("q")
        assert terminal.end() == 0

    assert figures(data)["done_today"] == 3

    with Terminal(data) as terminal:
        first = terminal.wait_for(HOME, "7 to do", "3 in under 1 min")
        assert "What do you want to remember?" not in first
        terminal.press("u")
        terminal.wait_for("8 to do", "2 in under 1 min")
        terminal.press("q")
        assert terminal.end() == 0

    assert figures(data)["done_today"] == 2


def test_a_whole_session_ends_with_what_was_done(data: Path) -> None:
    with begin(data) as terminal:
        terminal.press("\r")
        answer(terminal, 10)
        text = terminal.wait_for("10 ")
        assert QUESTION not in text
        terminal.press("\x1b")
        terminal.wait_for(HOME)
        terminal.press("q")
        assert terminal.end() == 0
    assert figures(data, "stats")["ratings"] == [0, 0, 0, 10]


def test_a_review_is_opened_straight_away(data: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "drill", "--data", str(data), "decks", "study",
         "distributed-systems"],
        check=True, capture_output=True,
    )  # fmt: skip
    with Terminal(data, "review", "distributed-systems/cap-pacelc") as terminal:
        terminal.wait_for("distributed-systems › cap-pacelc", QUESTION)
        answer(terminal, 1)
        terminal.press("\x1b")
        terminal.wait_for(HOME)
        terminal.press("q")
        assert terminal.end() == 0
    assert figures(data)["done_today"] == 1


def test_a_process_that_is_killed_loses_no_acknowledged_answer(data: Path) -> None:
    with begin(data) as terminal:
        terminal.press("\r")
        answer(terminal, 4)  # the fifth card is on the screen: four are acknowledged
        terminal.press(" ")
        terminal.wait_for(ANSWER)
        terminal.kill()

    assert figures(data)["done_today"] == 4
    with Terminal(data) as terminal:
        terminal.wait_for(HOME, "6 to do")
        terminal.press("\r")
        assert left(terminal.wait_for(QUESTION)) == 6
        terminal.press("\x1b")
        terminal.wait_for(HOME)
        terminal.press("q")
        assert terminal.end() == 0


def test_the_window_may_change_its_size_at_any_moment(data: Path) -> None:
    with begin(data) as terminal:
        terminal.resize(120, 36)
        terminal.wait_until(lambda text: HOME in text.splitlines()[-1], "the last row")
        assert HOME in terminal.screen.display[35]
        terminal.press("\r")
        terminal.wait_for(QUESTION)
        terminal.resize(40, 12)
        terminal.wait_until(lambda text: "show" in text, "a small screen")
        terminal.press(" ")
        terminal.wait_until(lambda text: "again" in text, "a small back")
        terminal.resize(80, 24)
        terminal.wait_for(ANSWER)
        terminal.press("4")
        assert left(terminal.wait_for(QUESTION)) == 9
        terminal.press("\x1b")
        terminal.wait_for(HOME)
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("kind", ["", "truecolor"])
def test_without_colour_only_shades_of_grey_are_sent(data: Path, kind: str) -> None:
    environment = {"NO_COLOR": "1", "COLORTERM": kind}
    with begin(data, environment=environment) as terminal:
        terminal.press("q")
        assert terminal.end() == 0
        assert colours(terminal.received) == set()
    with Terminal(data, environment=environment) as terminal:  # with a first paint
        terminal.wait_for(HOME)
        terminal.press("q")
        assert terminal.end() == 0
        assert colours(terminal.received) == set()


def test_with_colour_colours_are_sent(data: Path) -> None:
    with begin(data) as terminal:
        terminal.press("q")
        assert terminal.end() == 0
        assert colours(terminal.received)


SEQUENCE = re.compile(rb"\x1b\[([0-9;:]+)m")
COLOUR = re.compile(
    r"[34]8;(?:2;\d+;\d+;\d+|5;\d+)|(?<![0-9])(?:[349]|10)[0-7](?![0-9])"
)
GREYS = {
    *(
        f"5;{number}"
        for number in (0, 7, 8, 15, 16, 59, 102, 145, 188, *range(231, 256))
    ),
    *(f"2;{shade};{shade};{shade}" for shade in range(256)),
    *("30", "37", "40", "47", "90", "97", "100", "107"),
}


def colours(received: bytes) -> set[str]:
    """Colours that a terminal was sent and that are no grey."""
    sent = {
        found[0]
        for style in SEQUENCE.findall(received)
        for found in COLOUR.finditer(style.decode())
    }
    return {
        each
        for each in sent
        if each.removeprefix("38;").removeprefix("48;") not in GREYS
    }


def test_the_first_frame_is_what_the_last_run_left(data: Path) -> None:
    with begin(data) as terminal:
        terminal.press("q")
        assert terminal.end() == 0
    with Terminal(data) as terminal:
        terminal.wait_for("10 to do")
        assert terminal.received.count(b"\x1b[?1049h") == 1
        terminal.press("\r")  # perhaps before the app is there: the key is not lost
        terminal.wait_for(QUESTION)
        terminal.press("\x1b")
        terminal.wait_for(HOME)
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.received.count(b"\x1b[?1049h") == 1
        assert terminal.received.count(b"\x1b[?1049l") == 1


@pytest.mark.parametrize("start", ["without a first paint", "with one"])
def test_the_terminal_is_given_back_as_it_was(data: Path, start: str) -> None:
    if start == "with one":
        figures(data)
    ours = f"{sys.executable} -m drill --data {data}"
    compare = (
        '[ "$before" = "$(stty -g)" ] && echo "it is the same" || echo "it is not"'
    )
    script = f"before=$(stty -g); {ours}; {compare}"
    with Terminal(data, program=["sh", "-c", script]) as terminal:
        terminal.wait_for("What do you want to remember?")
        terminal.press("\x11")  # ctrl+q
        terminal.wait_for("it is the same")
        assert terminal.end() == 0


def test_an_interrupt_while_starting_leaves_no_traceback(data: Path) -> None:
    figures(data)
    with Terminal(data) as terminal:
        terminal.wait_until(lambda text: bool(text.strip()), "the first paint")
        terminal.child.send("\x03")
        terminal.press("\x11")
        terminal.end()
        assert b"Traceback" not in terminal.received


@pytest.mark.parametrize("start", ["without a first paint", "with one"])
def test_a_signal_ends_drill_and_keeps_what_was_answered(
    data: Path, start: str
) -> None:
    if start == "with one":
        with begin(data) as terminal:
            terminal.press("q")
            terminal.end()
    with Terminal(data) if start == "with one" else begin(data) as terminal:
        terminal.wait_for(HOME)
        terminal.press("\r")
        answer(terminal, 2)
        terminal.wait_for(QUESTION)
        os.kill(terminal.child.pid, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert b"Traceback" not in terminal.received
        assert terminal.received.count(b"\x1b[?1049l") == 1
    assert figures(data)["done_today"] == 2


@pytest.mark.parametrize("after_s", [0.0, 0.1, 0.2, 0.3, 0.4, 0.6])
def test_a_signal_behind_the_first_paint_gives_the_terminal_back(
    data: Path, after_s: float
) -> None:
    figures(data)
    with Terminal(data) as terminal:
        terminal.wait_until(lambda text: bool(text.strip()), "the first paint")
        time.sleep(after_s)
        os.kill(terminal.child.pid, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert b"Traceback" not in terminal.received
        assert b"\x1b[?1049l" in terminal.received


def test_a_defect_of_the_app_is_one_line_and_a_log(data: Path) -> None:
    broken = (
        "import sys; from drill.tui.screens.home import HomeScreen as H;"
        "H.action_review = lambda self: 1 / 0;"
        "from drill.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    program = [sys.executable, "-c", broken, "--data", str(data)]
    figures(data)
    with Terminal(data, program=program) as terminal:
        terminal.wait_for("What do you want to remember?")
        terminal.press("\r")
        terminal.wait_for(HOME)
        terminal.press("\r")
        assert terminal.end() == 4
        last = terminal.received.decode().splitlines()[-2:]
        assert (
            last[0]
            == "drill: an error in drill itself: ZeroDivisionError: division by zero"
        )
        assert "errors.log" in last[1]
    assert "in <lambda>" in (data / "state" / "errors.log").read_text()


def test_a_terminal_that_cannot_open_the_record_says_so(data: Path) -> None:
    data.mkdir()
    (data / "drill.db").write_bytes(b"no database at all " * 1_000)
    with Terminal(data) as terminal:
        text = terminal.wait_for("The collection cannot be opened.", "is damaged")
        assert "drill restore" in text
        terminal.press("q")
        terminal.end()
        assert b"Traceback" not in terminal.received
