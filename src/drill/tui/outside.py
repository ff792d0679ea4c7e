"""Opens a file outside of the terminal, with what the desktop has for it.

Nothing waits for the program that shows the file, and it outlives drill. Where no
desktop is in reach, as over SSH, that is said instead.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from threading import Thread
from typing import TYPE_CHECKING, Final

from drill.errors import OpenerFailed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FAILS_WITHIN_S: Final = 2.0
"""An opener that ends badly within this time is told; later nobody looks."""


def opener_command(
    setting: str, environment: Mapping[str, str], platform: str, path: Path
) -> list[str]:
    """The command that opens a file.

    Args:
        setting: `files.opener` of the settings; the file is its last word. Empty: what
            the platform has.
        environment: variables.
        platform: as `sys.platform`.
        path: the file.

    Raises:
        OpenerFailed: there is none, or no desktop that could show it.
    """
    if setting.strip():
        try:
            return [*shlex.split(setting), str(path)]
        except ValueError as error:
            reason = f"{setting!r} cannot be read as a command: {error}"
            raise OpenerFailed(reason, path) from error
    if reason := _out_of_reach(environment, platform):
        raise OpenerFailed(reason, path)
    if platform == "win32":
        return ["cmd", "/c", "start", "", str(path)]
    return ["open" if platform == "darwin" else "xdg-open", str(path)]


def _out_of_reach(environment: Mapping[str, str], platform: str) -> str:
    """Why no desktop can show anything; empty if one can."""
    has_display = any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    is_remote = any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
    if is_remote and not has_display:
        return "this terminal is connected over SSH."
    if platform in {"darwin", "win32"} or has_display:
        return ""
    return "there is no display."


def open_outside(command: list[str], path: Path) -> None:
    """Start a command that shows a file, and look whether it fails at once.

    Takes at most `FAILS_WITHIN_S`: for a thread beside the one that paints.

    Raises:
        OpenerFailed: it cannot be started, or ended with an error.
    """
    found = shutil.which(command[0])
    if found is None:
        reason = f"there is no program {command[0]!r}."
        raise OpenerFailed(reason, path)
    try:
        process = subprocess.Popen(  # noqa: S603 - the learner's own or the desktop's
            [found, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        reason = f"{command[0]} cannot be started: {error.strerror or error}."
        raise OpenerFailed(reason, path) from error
    try:
        status = process.wait(FAILS_WITHIN_S)
    except subprocess.TimeoutExpired:
        Thread(target=process.wait, daemon=True).start()
        return
    if status:
        reason = f"{command[0]} ended with status {status}."
        raise OpenerFailed(reason, path)
