"""Sandboxes of this machine for tests, and workers in them."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from drill.errors import SandboxUnavailable
from drill.judge.allowance import MIB, Allowance
from drill.judge.answers import AnswerKind, Call, Program
from drill.judge.process import Worker
from drill.judge.sandbox.probing import Ladder, probe
from drill.judge.sandbox.rungs import Rung

if TYPE_CHECKING:
    from drill.judge.answers import Answer
    from drill.judge.sandbox.rungs import Sandbox

IS_MAC = sys.platform == "darwin"
WALLED = (Rung.MACOS,) if IS_MAC else (Rung.STRONG_PLUS, Rung.STRONG)
"""Rungs with walls that this platform has; a machine may still lack one."""
RUNGS = (*WALLED, Rung.NONE)
ALLOWANCE = Allowance(cpu_s=2, wall_s=6, memory_bytes=256 * MIB)


@cache
def ladder() -> Ladder:
    """What holds on this machine, found out once in each process of the tests."""
    return probe(None)


def sandbox(rung: Rung) -> Sandbox:
    """The sandbox of a rung; the test is skipped, and says so, where it is missing."""
    try:
        return ladder().at(rung)
    except SandboxUnavailable as error:
        pytest.skip(f"NOT RUN, {rung} is missing: {error.reason}")


def worker(
    rung: Rung, allowance: Allowance = ALLOWANCE, **modules: str
) -> tuple[Worker, Answer]:
    """A worker with modules, and what starting it said; the first module is called."""
    made = Worker(sandbox(rung), Program(modules, next(iter(modules))), allowance)
    return made, made.start()


def ask(
    rung: Rung, source: str, *, allowance: Allowance = ALLOWANCE, **arguments: Any
) -> Answer:
    """What `f` of a module answers, in a worker of its own."""
    made, started = worker(rung, allowance, solution=source)
    with made:
        assert started.kind is AnswerKind.OK, started
        return made.call(Call("function", "f", arguments))
