"""What each way into drill costs from a cold process: imports and wall clock.

    python bench/cold_start.py [--runs 15] [--data DIR]

Prints medians in milliseconds, as ratios to `python -c pass` and to `python -c
"import sqlalchemy"` of the same run, with the packages from elsewhere that were
imported. The first paint is timed in a pseudo-terminal, from the start of the process
to the first bytes of the frame. Without --data a new folder with the shipped decks
is made.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PROBE = """
import json, os, sys
before = set(sys.modules)
from drill.cli.main import main
sys.stdout = open(os.devnull, "w")
main(sys.argv[1:])
names = {name.partition(".")[0] for name in set(sys.modules) - before}
foreign = sorted(n for n in names - sys.stdlib_module_names - {"drill"} if n[0] != "_")
sys.__stdout__.write(json.dumps([len(sys.modules), foreign]))
"""
SCRIPT = str(Path(sys.executable).with_name("drill"))
"""What a person starts; `-m drill` costs 3 ms more."""
ENTER = b"\x1b[?1049h"
EMPTY_APP = "from textual.app import App; App().run()"
OURS = {"annotated_types", "cython_runtime", "typing_extensions", "typing_inspection"}
"""Packages that only come along with others."""


@dataclass(frozen=True)
class Row:
    """One thing that was measured."""

    name: str
    median_ms: float
    modules: int | None = None
    foreign: tuple[str, ...] = ()


def python(*words: str) -> None:
    """Run Python to its end."""
    subprocess.run(
        [sys.executable, *words],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def imports(*words: str) -> tuple[int, tuple[str, ...]]:
    """How many modules a command ends with, and which packages from elsewhere."""
    answer = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        check=True,
        capture_output=True,
        text=True,
    )
    count, foreign = json.loads(answer.stdout)
    return count, tuple(name for name in foreign if name not in OURS)


def until_frame(*words: str) -> float:
    """Milliseconds from the start of Python in a terminal to its first frame."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        os.execv(sys.executable, [sys.executable, *words])  # noqa: S606 - Python itself
    try:
        return _wait_for_frame(terminal, start)
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(terminal)


def _wait_for_frame(terminal: int, start: float) -> float:
    seen = b""
    while time.perf_counter() - start < 30:
        if select.select([terminal], [], [], 0.5)[0]:
            seen += os.read(terminal, 65_536)
        # The switch of screens alone shows nothing yet.
        if len(seen.partition(ENTER)[2]) > 200:
            return 1_000 * (time.perf_counter() - start)
    msg = f"no frame: {seen!r}"
    raise SystemExit(msg)


def timed(*words: str) -> float:
    """Milliseconds that Python takes to its end."""
    start = time.perf_counter()
    python(*words)
    return 1_000 * (time.perf_counter() - start)


@dataclass(frozen=True)
class Case:
    """Something to measure."""

    name: str
    run: Callable[[], float]
    command: tuple[str, ...] = ()
    """Of drill: whose imports are listed."""


def cases(data: Path) -> list[Case]:
    """All of them, the two that others are compared with first."""
    drill = (SCRIPT, "--data", str(data))

    def command(name: str, *words: str) -> Case:
        return Case(name, lambda: timed(*drill, *words), words)

    return [
        Case("python -c pass", lambda: timed("-c", "pass")),
        Case("import sqlalchemy", lambda: timed("-c", "import sqlalchemy")),
        command("drill --version", "--version"),
        command("drill --help", "--help"),
        command("drill due", "due"),
        Case("drill due, counted anew", lambda: timed_in_doubt(*drill, "due")),
        command("drill decks", "decks"),
        command("drill stats", "stats"),
        command("drill check, shipped decks", "check"),
        Case("drill: first paint", lambda: until_frame(*drill)),
        Case("an empty Textual app", lambda: until_frame("-c", EMPTY_APP)),
    ]


def timed_in_doubt(*words: str) -> float:
    """The time of a command that may not trust what the last run left."""
    os.environ["DRILL_FILES__BACKUPS"] = "30"  # any setting will do
    try:
        return timed(*words)
    finally:
        del os.environ["DRILL_FILES__BACKUPS"]


def measure(data: Path, runs: int) -> list[Row]:
    """Every case in turn, again and again, so that all share the machine's moods."""
    python(SCRIPT, "--data", str(data), "due")  # leaves what home shows
    every = cases(data)
    times: dict[str, list[float]] = {case.name: [] for case in every}
    for number in range(runs + 1):
        for case in every:
            spent = case.run()
            if number:  # the first round warms the disk
                times[case.name].append(spent)
    return [
        Row(
            case.name,
            statistics.median(times[case.name]),
            *(imports("--data", str(data), *case.command) if case.command else ()),
        )
        for case in every
    ]


def show(rows: list[Row]) -> None:
    """Print the table."""
    nothing, sqlalchemy = rows[0].median_ms, rows[1].median_ms
    print(f"{'':28} {'ms':>7} {'/ pass':>7} {'/ sqla':>7} {'modules':>8}  imported")
    for row in rows:
        print(
            f"{row.name:28} {row.median_ms:7.0f} {row.median_ms / nothing:7.2f}"
            f" {row.median_ms / sqlalchemy:7.2f} {row.modules or '':>8}"
            f"  {' '.join(row.foreign)}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--data", type=Path)
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        show(measure(typed.data or Path(folder), typed.runs))


if __name__ == "__main__":
    main()
