"""Measures the real `drill` in a terminal: its start, its keys, its memory."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from terminal import Terminal
from worker import HERE, run_quietly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worker import Samples

PYTHON = sys.executable
DRILL = str(Path(PYTHON).with_name("drill"))
PLAIN = [PYTHON, str(HERE / "plain_app.py")]
PASS = [PYTHON, "-c", "pass"]
SQLALCHEMY = [PYTHON, "-c", "import sqlalchemy"]
HOME, HELP, OPENING = "Bench 0", "What is due this study day", "opening"
"""Words of a screen that come with nothing else."""
REVEAL_S = 0.25
"""A rating sooner after the back came would be dropped: the limit is 0.15."""
RATINGS = "333412"
KILLED = ""
"""The welcome that follows has no key that leaves."""


def starts(large: Path, empty: Path, rounds: int) -> Samples:
    """Every start, in turns; seconds from the start of the process."""
    found: Samples = {}
    _learn_snapshot(large)
    for _ in range(rounds):
        for name, took in _one_round(large, empty):
            found.setdefault(name, []).append(took)
    return found


def _one_round(large: Path, empty: Path) -> Iterator[tuple[str, float]]:
    yield "pass", run_quietly(PASS)
    yield "sqlalchemy", run_quietly(SQLALCHEMY)
    yield "plain", _first_frame(PLAIN, "frame 0", "q")
    yield "due", run_quietly(_drill(large, "due"))
    yield "paint", _first_frame(_drill(large), HOME, "q")
    yield "help", _after_key(_drill(large), "?", HELP, "\x1bq")
    yield "first card", _after_key(_drill(large), "\r", r"q\d+ ", "\x1bq")
    _forget_snapshot(large)
    yield "due counted", run_quietly(_drill(large, "due"))
    _forget_snapshot(large)
    yield "frame", _first_frame(_drill(large), OPENING, "q")
    _forget_snapshot(large)
    yield "home", _first_frame(_drill(large), HOME, "q")
    _forget_snapshot(empty)
    yield "frame empty", _first_frame(_drill(empty), OPENING, KILLED)


def keys(large: Path, count: int) -> tuple[Samples, dict[str, float]]:
    """Key presses and what they brought to the screen; and the memory afterwards.

    Half of the presses reveal, half rate; the plain app is pressed in turns.
    """
    chance = random.Random(4)  # noqa: S311 - only when keys are pressed
    found: Samples = {"reveal": [], "rate": [], "plain": []}
    _learn_snapshot(large)
    with Terminal(PLAIN) as plain, Terminal(_drill(large)) as drill:
        plain.wait_for("frame 0")
        drill.press("\r")
        drill.wait_for(r"q\d+ ")
        time.sleep(1.0)
        for number in range(count):
            found["plain"] += _plain_pressed(plain, 2 * number, chance)
            rating = RATINGS[number % len(RATINGS)]
            found["reveal"].append(_pressed(drill, " ", r"a\d+ ", chance))
            time.sleep(REVEAL_S)
            found["rate"].append(_pressed(drill, rating, r"q\d+ ", chance))
        resident, most = drill.memory_mb()
        drill.leave("\x1bq")
    return found, {"resident": resident, "most": most}


def _plain_pressed(plain: Terminal, number: int, chance: random.Random) -> list[float]:
    return [
        _pressed(plain, "x", rf"frame {number + more} \.", chance) for more in (1, 2)
    ]


def _pressed(
    terminal: Terminal, key: str, pattern: str, chance: random.Random
) -> float:
    """Seconds from a key press, at any phase of a frame, to what it brought."""
    terminal.rest(chance.uniform(0.03, 0.08))
    place = len(terminal.shown)
    pressed = terminal.press(key)
    return terminal.wait_for(pattern, place)[1] - pressed


def _first_frame(command: list[str], pattern: str, leaving: str) -> float:
    with Terminal(command) as terminal:
        _, moment = terminal.wait_for(pattern)
        if leaving != KILLED:
            terminal.rest(0.5)
            terminal.leave(leaving)
    return moment - terminal.started


def _after_key(command: list[str], key: str, pattern: str, leaving: str) -> float:
    """Until a key that is pressed at the first paint has done its work."""
    with Terminal(command) as terminal:
        found, _ = terminal.wait_for(HOME)
        terminal.press(key)
        _, moment = terminal.wait_for(pattern, found.end())
        terminal.rest(0.5)
        terminal.leave(leaving)
    return moment - terminal.started


def _drill(data: Path, *words: str) -> list[str]:
    return [DRILL, "--data", str(data), *words]


def _learn_snapshot(data: Path) -> None:
    """Have the deck files known, and what home shows left for the next start."""
    subprocess.run(_drill(data, "due"), check=True, stdout=subprocess.DEVNULL)


def _forget_snapshot(data: Path) -> None:
    (data / "home.json").unlink(missing_ok=True)
