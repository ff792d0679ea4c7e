"""What a process costs, read from outside: the process itself is not asked.

The one room below the front ends that looks at the machine's clock: how long a program
runs cannot be handed in.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

NANO = 1e-9


def passed() -> float:
    """Seconds on a clock that nobody sets; only differences mean anything."""
    return time.monotonic()


class Meter:
    """CPU time and memory of one process."""

    def __init__(self, pid: int) -> None:
        self._clock = (~pid << 3) | 2
        self._status = Path(f"/proc/{pid}/status")
        self._cpu_s = 0.0
        self._peak = 0

    def cpu_s(self) -> float:
        """CPU seconds of all its threads since it began; the last known once gone."""
        with suppress(OSError):
            self._cpu_s = time.clock_gettime_ns(self._clock) * NANO
        return self._cpu_s

    def peak_bytes(self) -> int:
        """The most memory it ever held; the last known once gone."""
        try:
            status = self._status.read_bytes()
        except OSError:
            return self._peak
        _, found, rest = status.partition(b"VmHWM:")
        if found:
            self._peak = int(rest.split(maxsplit=1)[0]) * 1024
        return self._peak
