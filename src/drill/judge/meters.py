"""What a process costs, read from outside: the process itself is not asked.

The one room below the front ends that looks at the machine's clock: how long a program
runs cannot be handed in.
"""

from __future__ import annotations

import ctypes
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

NANO = 1e-9


def passed() -> float:
    """Seconds on a clock that nobody sets; only differences mean anything."""
    return time.monotonic()


class Meter(Protocol):
    """CPU time and memory of one process; the last known once it is gone."""

    is_limit: bool
    """Whether memory must be watched from here, because the kernel sets no limit."""

    def cpu_s(self) -> float:
        """CPU seconds of all its threads since it began."""

    def peak_bytes(self) -> int:
        """The most memory it was ever seen to hold."""


def meter(pid: int, *, is_limit: bool = False) -> Meter:
    """The meter of this platform.

    Args:
        pid: a process that runs.
        is_limit: whether memory must be watched although the platform has a limit.
    """
    if sys.platform != "linux":
        return MacMeter(pid)
    return LinuxMeter(pid, is_limit=is_limit)


class LinuxMeter:
    """Reads the process's own CPU clock, and `/proc`."""

    def __init__(self, pid: int, *, is_limit: bool = False) -> None:
        self.is_limit = is_limit
        self._clock = (~pid << 3) | 2
        self._status = Path(f"/proc/{pid}/status")
        self._cpu_s = 0.0
        self._peak = 0

    def cpu_s(self) -> float:
        """CPU seconds of all its threads since it began."""
        with suppress(OSError):
            self._cpu_s = time.clock_gettime_ns(self._clock) * NANO
        return self._cpu_s

    def peak_bytes(self) -> int:
        """The most memory it ever held.

        `ru_maxrss` is no answer: there a child begins with the peak of its parent.
        """
        with suppress(OSError):
            _, found, rest = self._status.read_bytes().partition(b"VmHWM:")
            if found:
                self._peak = int(rest.split(maxsplit=1)[0]) * 1024
        return self._peak


TASK_INFORMATION = 4
"""PROC_PIDTASKINFO of `proc_pidinfo`."""
TASK = struct.Struct("=6Q12i")
"""Virtual and resident size, user and system time of living and of ended threads, and
counters."""


class MacMeter:
    """Asks `proc_pidinfo`. Experimental: no Mac ran it."""

    is_limit = True

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._library = ctypes.CDLL(None)
        self._tick_s = self._tick()
        self._cpu_s = 0.0
        self._peak = 0

    def cpu_s(self) -> float:
        """CPU seconds of all its threads since it began."""
        self._look()
        return self._cpu_s

    def peak_bytes(self) -> int:
        """The most memory that it held whenever somebody looked."""
        self._look()
        return self._peak

    def _look(self) -> None:
        room = ctypes.create_string_buffer(TASK.size)
        length = self._library.proc_pidinfo(
            self._pid, TASK_INFORMATION, ctypes.c_uint64(0), room, TASK.size
        )
        if length == TASK.size:
            self._cpu_s, resident = task_figures(room.raw, self._tick_s)
            self._peak = max(self._peak, resident)

    def _tick(self) -> float:
        """Seconds of one unit of the times: a nanosecond on Intel alone."""
        room = ctypes.create_string_buffer(8)
        self._library.mach_timebase_info(room)
        numerator, denominator = struct.unpack("=2I", room.raw)
        return float(numerator / denominator * NANO)


def task_figures(raw: bytes, tick_s: float) -> tuple[float, int]:
    """CPU seconds and resident bytes in what `proc_pidinfo` filled in.

    Args:
        raw: a `proc_taskinfo`.
        tick_s: seconds of one unit of its times.
    """
    _, resident, user, system, *_ = TASK.unpack(raw)
    return float((user + system) * tick_s), int(resident)
