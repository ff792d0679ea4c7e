"""Programs of other languages under test: toolchains, builders, workers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drill.errors import ToolchainMissing
from drill.judge.allowance import MIB, Allowance
from drill.judge.answers import Answer, AnswerKind, Call, Program
from drill.judge.languages.building import Builder
from drill.judge.languages.toolchains import toolchain
from drill.judge.process import Worker
from drill.judge.sandbox.rungs import Rung
from tests.judge.katas import kata, sandbox, with_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.content.kata_files import KataFolder

HERE = Path(__file__).parent
ALLOWANCE = Allowance(cpu_s=5, wall_s=10, memory_bytes=256 * MIB)


def needs(language: str) -> None:
    """Skip where a language cannot be compiled or run, and say why."""
    if sandbox().rung is not Rung.STRONG_PLUS:
        pytest.skip(f"NOT RUN: here is no bubblewrap, only {sandbox().rung}")
    try:
        toolchain(language)
    except ToolchainMissing as error:
        pytest.skip(f"NOT RUN: {error.message}")


def shaped(signature: str) -> KataFolder:
    """A kata with another signature."""
    found = with_note(kata("pair-count"), signature=signature)
    assert found.note.entry is not None
    return replace(found, entry=found.note.entry)


@cache
def built(signature: str, language: str, source: str) -> Program | Answer:
    """What comes of a source; each is compiled only once."""
    needs(language)
    return Builder(shaped(signature), sandbox()).build(source, language)


def worker(
    signature: str, language: str, source: str, allowance: Allowance = ALLOWANCE
) -> Worker:
    """A worker that has loaded a program; close it."""
    program = built(signature, language, source)
    assert isinstance(program, Program), program
    assert program.runtime is not None
    most = allowance.memory_bytes + program.runtime.base_bytes
    made = Worker(sandbox(), program, replace(allowance, memory_bytes=most))
    loaded = made.start()
    assert loaded.kind is AnswerKind.OK, loaded
    return made


def called(
    signature: str,
    language: str,
    source: str,
    arguments: Mapping[str, Any],
    allowance: Allowance = ALLOWANCE,
) -> Answer:
    """What a function answers in a process of its own."""
    with worker(signature, language, source, allowance) as made:
        return made.call(Call("function", "", dict(arguments), is_fresh=True))
