"""A process that measures when it is told to, and the other end of its pipe.

The standard library alone: one end runs in Anki's environment. A process stays for
the whole run, so that what is compared can be measured in turns.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Samples = dict[str, list[float]]
    """Seconds, by what took them."""

HERE = Path(__file__).parent
WORDS = ("ledger", "socket", "mutex", "tensor", "stack", "fiber")
"""What is searched for, each in every fourth note.

The first words of the collection's vocabulary that stand in no shipped deck and in no
other word. Several, because Anki takes 34 ms for one word and 60 for another.
"""

INTO = "into"
"""The folder of collections that are imported into, in the folder of the run."""
PACKAGE = "basic.apkg"
"""The notes that are imported, in the folder of the run."""


def serve(tasks: Mapping[str, Callable[[int], Samples]]) -> None:
    """Do a task for each line `NAME COUNT` of standard input, until it ends."""
    print(json.dumps({}), flush=True)
    for line in sys.stdin:
        name, count = line.split()
        print(json.dumps(tasks[name](int(count))), flush=True)


def timed(call: Callable[..., object], *values: Any, **options: Any) -> float:
    """Seconds that a call took."""
    started = time.perf_counter()
    call(*values, **options)
    return time.perf_counter() - started


class Worker:
    """A worker in a process of its own."""

    def __init__(self, python: str, script: str, data: Path) -> None:
        command = [python, str(HERE / script), str(data)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def do(self, task: str, count: int) -> Samples:
        """Have a task done so many times."""
        if self._process.stdin is None:
            raise RuntimeError
        self._process.stdin.write(f"{task} {count}\n")
        self._process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()

    def _answer(self) -> Samples:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            sys.exit(f"a worker died: {self._process.args!r}")
        answer: Samples = json.loads(line)
        return answer


def run_quietly(command: Sequence[str]) -> float:
    """Seconds until a program has ended; what it prints goes nowhere."""
    return timed(subprocess.run, command, check=True, stdout=subprocess.DEVNULL)
