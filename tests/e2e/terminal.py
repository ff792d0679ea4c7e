"""drill in a real pseudo-terminal, seen as a person sees it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from typing import TYPE_CHECKING, Self

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

PATIENCE_S = 30.0
"""A busy machine may take so long to start the app."""


class NotShown(AssertionError):
    """The screen did not come to show what a test waited for."""

    def __init__(self, wanted: str, terminal: Terminal) -> None:
        super().__init__(f"waited for {wanted}; the screen shows:\n{terminal.text}")


class Terminal:
    """A terminal of 80 × 24 unless told otherwise, with drill in it."""

    def __init__(
        self,
        data: Path,
        *words: str,
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
        program: Sequence[str] | None = None,
    ) -> None:
        """Start drill.

        Args:
            data: the folder for everything.
            words: a command; none opens the app.
            environment: variables beside those of the test.
            size: columns and rows.
            program: another program than drill, and its words.
        """
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.received = b""
        drill = [sys.executable, "-m", "drill", "--data", str(data), *words]
        name, *rest = program or drill
        self.child = pexpect.spawn(
            name,
            rest,
            dimensions=(rows, columns),
            env={**os.environ, "TERM": "xterm-256color", **(environment or {})},
            timeout=PATIENCE_S,
        )
        self.child.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.child.close(force=True)

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, *texts: str) -> str:
        """Wait until the screen shows all the texts, and return it."""
        self.wait_until(lambda shown: all(text in shown for text in texts), str(texts))
        return self.text

    def wait_until(self, is_so: Callable[[str], bool], what: str) -> None:
        """Wait until something holds of the screen's text."""
        end = time.monotonic() + PATIENCE_S
        while not is_so(self.text):
            if time.monotonic() > end or not self._read():
                raise NotShown(what, self)

    def press(self, keys: str) -> None:
        """Type, as fast as a person does: a quick second press is dropped."""
        time.sleep(0.25)
        self.child.send(keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size while drill runs."""
        self.screen.resize(rows, columns)
        self.screen.reset()
        self.child.setwinsize(rows, columns)

    def kill(self) -> None:
        """End the process as a power cut does."""
        os.kill(self.child.pid, signal.SIGKILL)
        self._drain()
        self.child.close(force=True)

    def hang_up(self) -> None:
        """Close the window: the system tells drill, which has nowhere to write."""
        self.child.ptyproc.fileobj.close()

    def end(self) -> int | None:
        """Wait for drill to leave; returns its exit status."""
        self._drain()
        self.child.close()
        status: int | None = self.child.exitstatus
        return status

    def _read(self) -> bool:
        """Take in what comes; False once the process is gone."""
        try:
            received = self.child.read_nonblocking(65_536, timeout=0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.received += received
        self._stream.feed(received)
        return True

    def _drain(self) -> None:
        end = time.monotonic() + PATIENCE_S
        with contextlib.suppress(OSError):
            while self._read() and time.monotonic() < end:
                pass
