"""Many variants of one program, tried in as few processes as they allow.

For mutants of a reference: they differ in one place, and nobody means harm, so they
share a process until one of them kills it. A submission never shares one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drill.judge.answers import Answer, AnswerKind, Program
from drill.judge.deck_worker import entry_call
from drill.judge.process import Worker

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping, Sequence
    from typing import Any, Self

    from drill.content.kata_files import KataFolder
    from drill.judge.allowance import Allowance
    from drill.judge.sandbox.rungs import Sandbox

MAIN = "nothing"
"""An empty module to start with: variants are loaded when they are first asked."""


class Trial:
    """Variants of the solution of a kata. Used from one thread at a time; close it."""

    def __init__(
        self,
        kata: KataFolder,
        sandbox: Sandbox,
        sources: Sequence[str],
        allowance: Allowance,
    ) -> None:
        self.kata = kata
        self.spent_s = 0.0
        """Seconds that all its calls took, by the clock on the wall."""
        self._sandbox = sandbox
        self._sources = sources
        self._allowance = allowance
        self._worker: Worker | None = None
        self._number = -1
        """Of the variant that the process was started for, where it takes one only."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def run(
        self,
        number: int,
        arguments: Mapping[str, Any],
        *,
        cancelled: threading.Event | None = None,
    ) -> Answer:
        """What one variant answers, its module loaded anew.

        Args:
            number: of the source, counted from 0.
            arguments: of a case.
            cancelled: ends the case when set.

        Raises:
            SandboxUnavailable: the sandbox cannot be put up.
        """
        has_driver = bool(self.kata.harness.driver)
        if has_driver and number != self._number:  # it is handed the main module
            self.close()
        self._number = number
        if self._worker is None:
            worker = Worker(self._sandbox, self._program(number), self._allowance)
            loaded = worker.start(cancelled=cancelled)
            self.spent_s += loaded.wall_s
            if loaded.kind is not AnswerKind.OK:
                worker.close()
                return loaded
            self._worker = worker
        call = replace(entry_call(self.kata, arguments), is_fresh=True)
        if not has_driver:
            call = replace(call, module=_name(number))
        answer = self._worker.call(call, cancelled=cancelled)
        self.spent_s += answer.wall_s
        if not answer.is_alive:
            self.close()
        return answer

    def _program(self, number: int) -> Program:
        if self.kata.harness.driver:
            source, driver = self._sources[number], self.kata.harness.driver
            return Program({"solution": source, "driver": driver}, main="solution")
        named = {_name(each): source for each, source in enumerate(self._sources)}
        return Program({MAIN: "", **named}, main=MAIN)


def _name(number: int) -> str:
    return f"variant_{number}"
