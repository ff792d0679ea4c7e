"""The command line at a learner's desk: small decks and a fixed clock."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from drill.cli.context import Context
from drill.cli.main import run
from drill.cli.words import split
from tests.sessions.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What a command left."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


class Terminal(io.StringIO):
    """A text stream that passes for a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass
class CommandLine:
    """Runs commands at a desk, in this process."""

    desk: Desk
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(
        self,
        *argv: str,
        environment: Mapping[str, str] | None = None,
        typed: str | None = None,
    ) -> Answer:
        """Run a command.

        Args:
            argv: the words after `drill`.
            environment: all variables there are.
            typed: what a person types at a terminal; None: there is none.
        """
        context = Context(environment or {}, clock=self.desk.clock)
        context.locations = self.desk.locations
        stdin = io.StringIO() if typed is None else Terminal(typed)
        self.monkeypatch.setattr(sys, "stdin", stdin)
        self.capsys.readouterr()
        status = run(split(argv), context)
        out, err = self.capsys.readouterr()
        return Answer(status, out, err)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A learner's desk on the morning of 2 March 2026, with the app closed."""
    found = Desk(tmp_path)
    found.close()
    yield found
    found.close()


@pytest.fixture
def drill(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """`drill(…)` runs a command at the desk."""
    return CommandLine(desk, capsys, monkeypatch)
