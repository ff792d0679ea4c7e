"""What a person is told when something went wrong, and the status that says so."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from drill.errors import (
    ConfigError,
    ContentError,
    DrillError,
    FormatNotFound,
    InterchangeError,
    InvalidNote,
    InvalidSearch,
    JudgeError,
    OutputFailed,
    ScheduleError,
    SessionError,
    StoreError,
    UsageError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from drill.cli.output import Output

FINE = 0
PROBLEMS = 1
USAGE = 2
STORE = 3
INTERNAL = 4
SIGNALLED = 128
"""What shells add to the number of the signal that ended a program."""
INTERRUPTED = SIGNALLED + 2

STATUSES: tuple[tuple[type[DrillError], int], ...] = (
    (InvalidNote, PROBLEMS),
    (InvalidSearch, USAGE),
    (FormatNotFound, USAGE),
    (SessionError, PROBLEMS),
    (StoreError, STORE),
    (ConfigError, USAGE),
    (ContentError, USAGE),
    (InterchangeError, PROBLEMS),
    (UsageError, USAGE),
    (ScheduleError, USAGE),
    (JudgeError, USAGE),
)
"""The first class that fits decides."""

LOG = "errors.log"
LARGEST_LOG = 256 * 1024
"""Bytes beyond which the log begins anew."""


def failed(error: DrillError, output: Output) -> int:
    """Say an error that drill raised on purpose; returns the exit status."""
    from drill.cli.output import Style, Styled

    if isinstance(error, OutputFailed):
        _drop_output()
    output.say(Styled("drill: ", Style.ERROR), error.message)
    if error.hint:
        output.say(Styled("  ", Style.QUIET), error.hint)
    return next(
        (status for kind, status in STATUSES if isinstance(error, kind)), INTERNAL
    )


def crashed(error: BaseException, state: Path | None, output: Output) -> int:
    """Say that drill itself went wrong, and keep the traceback in a file.

    Args:
        error: what was raised.
        state: the folder for this machine's own files; None if it is not known.
        output: where to say it.
    """
    from traceback import format_exception

    text = "".join(format_exception(error))
    where = None if state is None else _kept(text, state / LOG)
    if where is None:
        sys.stderr.write(text)
        where = "the lines above"
    output.say(
        f"drill: an error in drill itself: {type(error).__name__}: {error}".rstrip(": ")
    )
    output.say(f"  Your answers are kept. Please report it with {where}.")
    return INTERNAL


def _kept(text: str, path: Path) -> str | None:
    """Add a traceback to the log; None if the log cannot be written."""
    from datetime import UTC, datetime
    from platform import platform, python_version

    from drill import __version__

    now = datetime.now(UTC).isoformat(timespec="seconds")
    head = f"--- {now} drill {__version__}, Python {python_version()}, {platform()}\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_full = path.exists() and path.stat().st_size > LARGEST_LOG
        with path.open("w" if is_full else "a", encoding="utf-8") as file:
            file.write(f"{head}{text}\n")
    except OSError:
        return None
    return str(path)


def reader_left() -> int:
    """Standard output goes nowhere any more, as after `| head`: no error.

    What Python would still flush at exit goes to the null device instead.
    """
    _drop_output()
    return FINE


def _drop_output() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
