"""The first thing that runs in a child: it takes away what no solution needs.

Like `drill.judge.worker` it imports nothing of drill and is sent compiled. It is all
trusted code; foreign code is read only after `apply` has returned.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import threading
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4


class Failed(Exception):
    """Something could not be taken away; the text says what, and why."""


def apply(settings: dict[str, Any]) -> None:
    """Take away what the settings say, or refuse to go on.

    Args:
        settings: as `drill.judge.sandbox.launching` makes them.

    Raises:
        Failed: something could not be taken away.
    """
    if settings["lifeline"] is not None:
        _hold_on_to(settings["lifeline"])
    _limit(settings["limits"])
    _make_room(settings["stack"])
    if sys.platform == "linux":
        _die_with(settings["parent"])


def _limit(limits: dict[str, int]) -> None:
    for name, most in limits.items():
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (least, least))
        except (OSError, ValueError) as error:
            raise Failed(f"{name}: {error}") from error


def _make_room(stack: int) -> None:
    """Let functions call themselves often: the main thread's stack grows on demand."""
    _, hard = resource.getrlimit(resource.RLIMIT_STACK)
    most = stack if hard == resource.RLIM_INFINITY else min(stack, hard)
    resource.setrlimit(resource.RLIMIT_STACK, (most, hard))


def _hold_on_to(lifeline: int) -> None:
    """End this process when the other end of a pipe is closed."""

    def wait() -> None:
        os.read(lifeline, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _die_with(parent: int | None) -> None:
    """End this process when the referee's ends, and keep its memory to itself."""
    _prctl(PR_SET_DUMPABLE, 0)
    if parent is not None:
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0):
        raise Failed(f"prctl {option}: {os.strerror(ctypes.get_errno())}")
