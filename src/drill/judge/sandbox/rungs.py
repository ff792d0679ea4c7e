"""The ladder: which walls there are, and what a worker is started with on each."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from drill.judge.boot import START

if TYPE_CHECKING:
    from drill.judge.allowance import Allowance

MIB = 1024 * 1024
STACK = 120 * MIB
"""Bytes for functions inside one another that go through C, such as sorting keys."""
INTERPRETER = 48 * MIB
"""Address space of an interpreter that has loaded the worker, and some air."""


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

    def launch(self, requests: int, replies: int, allowance: Allowance) -> Launch:
        """How to start a worker that talks on two descriptors."""
        interpreter = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
        flags = ("-I", "-S", "-B", "-u", "-X", "utf8")
        command = (interpreter, *flags, "-c", START, str(requests), str(replies))
        return Launch(command, environment(), settings(allowance))


def environment() -> dict[str, str]:
    """The variables of a worker: none of the learner's own."""
    return {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "TZ": "UTC"}


def settings(allowance: Allowance) -> dict[str, Any]:
    """What every rung takes away."""
    space = allowance.memory_bytes + INTERPRETER
    return {
        "lifeline": None,
        "limits": {"RLIMIT_CORE": 0, "RLIMIT_AS": space},
        "parent": os.getpid(),
        "stack": STACK,
    }
