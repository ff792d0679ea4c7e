"""Small katas, one of each kind, and the sandbox that tests of the referee use."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drill.content.kata_files import read_kata_folder
from drill.errors import SandboxUnavailable
from drill.judge.referee import Referee
from drill.judge.sandbox.probing import probe
from drill.judge.sandbox.rungs import Rung

if TYPE_CHECKING:
    from drill.content.kata_files import KataFolder
    from drill.judge.sandbox.rungs import Sandbox
    from drill.judge.verdicts import Judgement

DATA = Path(__file__).with_name("data")
KATAS = ("pair-count", "counter", "divisor", "relay", "mean", "twice")
RIGHT = """
def pairs(numbers, total):
    return sum(
        one + other == total
        for i, one in enumerate(numbers)
        for other in numbers[i + 1 :]
    )
"""
"""Of `pair-count`, but slow."""


@cache
def sandbox() -> Sandbox:
    """The strongest that this machine has; none at all where it has none."""
    ladder = probe(None)
    try:
        return ladder.best()
    except SandboxUnavailable:
        return ladder.at(Rung.NONE)


@cache
def kata(name: str, *, is_shipped: bool = True) -> KataFolder:
    """A kata of `data`."""
    read = read_kata_folder(DATA / name, is_shipped=is_shipped)
    assert read.kata is not None, read.problems
    return read.kata


def wrong(name: str, solution: str) -> str:
    """The source of a wrong solution of a kata."""
    return next(each.source for each in kata(name).wrong if each.name == solution)


def with_code(found: KataFolder, **sources: str) -> KataFolder:
    """A kata with other code of its deck."""
    return replace(found, harness=replace(found.harness, **sources))


def with_note(found: KataFolder, **values: Any) -> KataFolder:
    """A kata with other values in its `kata.yaml`."""
    return replace(found, note=found.note.model_copy(update=values))


def judged(found: KataFolder, source: str, **more: Any) -> Judgement:
    """What becomes of a submission, with a referee of its own."""
    with Referee(found, sandbox(), deck_sandbox=sandbox()) as referee:
        return referee.judge(source, **more)
