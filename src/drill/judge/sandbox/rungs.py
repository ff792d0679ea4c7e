"""The ladder: which walls there are, and what a worker is started with on each."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from drill.judge.allowance import MIB
from drill.judge.boot import START
from drill.judge.sandbox import bubblewrap, macos
from drill.judge.sandbox.readable import Readable, granted, readable, widened
from drill.judge.sandbox.seccomp import build

if TYPE_CHECKING:
    from pathlib import Path

    from drill.judge.allowance import Allowance
    from drill.judge.sandbox.executables import Executable

STACK = 120 * MIB
"""Bytes for functions inside one another that go through C, such as sorting keys; the
kernel leaves at least 128 MiB below a stack."""
INTERPRETER = 48 * MIB
"""Address space of an interpreter that has loaded the worker, and some air."""
DESCRIPTORS = 64
THREAD_STACK = 32 * MIB
"""Bytes of stack where a runtime starts threads of its own: all of each is data."""
RESERVE = 512 * MIB
"""Bytes of data that such a runtime may have beside what is allowed."""
NEWEST = 99
"""A version of Landlock above all: what the kernel has is used."""


class Rung(StrEnum):
    """How much is held, most first."""

    STRONG_PLUS = "strong+"
    """bubblewrap, Landlock, seccomp and limits."""
    STRONG = "strong"
    """Landlock, seccomp and limits; metadata of files can be seen."""
    MACOS = "macos"
    """`sandbox-exec` and limits; experimental."""
    NONE = "none"
    """Limits alone: for the learner's own code, when they said so."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a rung cannot be had here."""

    rung: Rung
    reason: str
    what_to_install: str = ""
    """What would help, as a sentence; empty when nothing can be installed."""


@dataclass(frozen=True, slots=True)
class Launch:
    """How a worker is started."""

    command: tuple[str, ...]
    environment: dict[str, str]
    settings: dict[str, Any]
    """For `drill.judge.lockdown`."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """The walls of one rung."""

    rung: Rung
    why_not_higher: tuple[Refusal, ...] = ()
    bwrap: Path | None = None
    """Where bubblewrap lies, for `strong+`."""
    disable_userns: bool = True
    """Whether bubblewrap is told to forbid user namespaces; not all can."""
    landlock: int = NEWEST
    """The newest version of Landlock that is used; tests force older ones."""
    is_open_to_its_user: bool = False
    """Whether other programs of the same user may look into a worker; tests do."""
    view: Readable = field(default_factory=readable)
    """What of this machine can be read, on every rung but `none`."""

    def launch(  # noqa: PLR0913 - the descriptors, and what is run with them
        self,
        requests: int,
        replies: int,
        lifeline: int,
        allowance: Allowance,
        *,
        executable: Executable | None = None,
        image: int | None = None,
    ) -> Launch:
        """How to start a worker.

        Args:
            requests: the descriptor that it is asked on.
            replies: the descriptor that it replies on.
            lifeline: a descriptor whose end tells that the referee is gone, for
                platforms on which the kernel does not.
            allowance: memory and size of replies.
            executable: what takes the worker's place; on `strong+` alone.
            image: a descriptor with what lies at its path, if it has an image.
        """
        variables = environment()
        flags = ("-I", "-S", "-B", "-u", "-X", "utf8", "-c", START)
        talk = (str(requests), str(replies))
        view = widened(self.view, executable.roots) if executable else self.view
        places: tuple[str, ...] = ()
        if executable is not None and image is not None:
            copied = ("--perms", "0555", "--ro-bind-data")
            places = (*copied, str(image), executable.path)
        prefix = self._prefix(view, variables, places)
        command = (*prefix, str(view.interpreter), *flags, *talk)
        settings = self._settings(view, lifeline, allowance, executable)
        if executable is not None:
            settings["exec"] = {
                "path": executable.path,
                "arguments": [executable.path, *executable.arguments, *talk],
                "variables": variables | dict(executable.variables),
            }
        return Launch(command, variables, settings)

    def _prefix(
        self, view: Readable, variables: dict[str, str], places: tuple[str, ...]
    ) -> tuple[str, ...]:
        match self.rung:
            case Rung.STRONG_PLUS if self.bwrap is not None:
                return bubblewrap.prefix(
                    self.bwrap,
                    view,
                    variables,
                    disable_userns=self.disable_userns,
                    places=places,
                )
            case Rung.MACOS:
                return macos.prefix(self.view)
            case _:
                return ()

    def _settings(
        self,
        view: Readable,
        lifeline: int,
        allowance: Allowance,
        executable: Executable | None,
    ) -> dict[str, Any]:
        is_walled = self.rung in {Rung.STRONG_PLUS, Rung.STRONG}
        is_linux = sys.platform == "linux"
        limits = _limits(allowance, is_linux=is_linux, is_walled=is_walled)
        if executable is not None and executable.reserves:
            # Not all that is reserved is ever used; what is written to is data.
            limits["RLIMIT_DATA"] = limits.pop("RLIMIT_AS") + RESERVE
        return {
            # bubblewrap watches its parent itself, and the worker cannot see it.
            "parent": None if self.rung is Rung.STRONG_PLUS else os.getpid(),
            "lifeline": None if is_linux else lifeline,
            "limits": limits,
            "stack": THREAD_STACK if executable and executable.reserves else STACK,
            "dumpable": self.is_open_to_its_user,
            "walls": self._walls(view, executable) if is_walled else None,
            "exec": None,
        }

    def _walls(self, view: Readable, executable: Executable | None) -> dict[str, Any]:
        machine = platform.machine()
        calls = ("execve", *executable.calls) if executable else ()
        program, paths = build(machine, calls), granted(view)
        return {
            "machine": machine,
            "version": self.landlock,
            "readable": paths.readable,
            "listable": paths.listable,
            "executed": executable.executed if executable else (),
            "filter": program.code,
            "own_pid": program.own_pid,
        }


def environment() -> dict[str, str]:
    """The variables of a worker: none of the learner's own."""
    # One arena: each thread's own would reserve 64 MiB of the allowed address space.
    return {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "TZ": "UTC"}


def _limits(allowance: Allowance, *, is_linux: bool, is_walled: bool) -> dict[str, int]:
    limits = {"RLIMIT_CORE": 0}
    if is_linux:  # macOS refuses it; there the memory in use is watched
        limits["RLIMIT_AS"] = allowance.memory_bytes + INTERPRETER
    if is_walled:
        limits |= {"RLIMIT_FSIZE": 0, "RLIMIT_NOFILE": DESCRIPTORS}
    return limits
