"""A program in a pseudo-terminal that answers as a real terminal would."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS, ROWS = 100, 30
LONGEST_S = 30.0
THE_END = "end of the program"
ANSWERS = (
    (rb"\x1b\[c", b"\x1b[?62;22c"),  # what are you
    (rb"\x1b\[\?2026\$p", b"\x1b[?2026;2$y"),  # synchronized output: yes
    (rb"\x1b\[\?2048\$p", b"\x1b[?2048;0$y"),  # sizes told in band: no
    (rb"\x1b\[6n", b"\x1b[1;1R"),  # where is the cursor
    (rb"\x1b\[\?u", b"\x1b[?0u"),  # how are keys told
    (rb"\x1b\[14t", b"\x1b[4;600;1000t"),  # pixels of the window
    (rb"\x1b\[16t", b"\x1b[6;20;10t"),  # and of a cell
    (rb"\x1b\]11;\?(?:\x07|\x1b\\)", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
)
"""What programs ask a terminal, and what it says."""
LONGEST_QUESTION = 16
_ASKED = re.compile(b"|".join(b"(%s)" % question for question, _ in ANSWERS))


class NothingCame(Exception):
    """A program did not show what was waited for."""

    def __init__(self, wanted: str, shown: bytearray) -> None:
        super().__init__(f"no {wanted!r} in the end of {bytes(shown[-500:])!r}")


class Terminal:
    """One run of a program; moments are those of `time.perf_counter`."""

    def __init__(self, command: Sequence[str]) -> None:
        self.shown = bytearray()
        """All that it wrote."""
        self._answered = 0
        self.started = time.perf_counter()
        self._master, slave = pty.openpty()
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=_environment(),
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._master)

    def press(self, keys: str) -> float:
        """Type something; returns when."""
        now = time.perf_counter()
        os.write(self._master, keys.encode())
        return now

    def wait_for(self, pattern: str, since: int = 0) -> tuple[re.Match[bytes], float]:
        """The first match in what is written after a place, and when it was read.

        Raises:
            NothingCame: it did not come.
        """
        wanted, end = re.compile(pattern.encode()), time.perf_counter() + LONGEST_S
        while True:
            if found := wanted.search(self.shown, since):
                return found, time.perf_counter()
            left = end - time.perf_counter()
            if left <= 0 or not self._read(left):
                raise NothingCame(pattern, self.shown)

    def rest(self, quiet_s: float) -> int:
        """Wait until nothing is written for a while; the place where it ended."""
        while self._read(quiet_s):
            pass
        return len(self.shown)

    def leave(self, keys: str) -> None:
        """Leave the program by its own keys, and wait for its end."""
        for key in keys:
            self.press(key)
            self.rest(0.2)
        end = time.perf_counter() + LONGEST_S
        while self.process.poll() is None and time.perf_counter() < end:
            self._read(0.05)
        if self.process.poll() is None:
            raise NothingCame(THE_END, self.shown)

    def memory_mb(self) -> tuple[float, float]:
        """Resident memory of the process, now and at most."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        lines = dict(line.split(":", 1) for line in status.splitlines())
        now, most = (int(lines[name].split()[0]) for name in ("VmRSS", "VmHWM"))
        return now / 1024, most / 1024

    def _read(self, timeout_s: float) -> bool:
        """Read what there is, and answer questions; whether there was anything."""
        if not select.select([self._master], [], [], timeout_s)[0]:
            return False
        try:
            read = os.read(self._master, 65_536)
        except OSError:  # Linux says so that nobody holds the other end any more
            return False
        self.shown += read
        for asked in _ASKED.finditer(self.shown, self._answered):
            os.write(self._master, ANSWERS[(asked.lastindex or 1) - 1][1])
            self._answered = asked.end()
        # What was searched is not searched again, but for a question in two halves.
        self._answered = max(self._answered, len(self.shown) - LONGEST_QUESTION)
        return bool(read)


def _environment() -> dict[str, str]:
    """The variables, without those that would change a start or what it shows."""
    unwanted = ("DRILL_", "TEXTUAL", "NO_COLOR", "PYTHONDONTWRITEBYTECODE")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(unwanted)}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
