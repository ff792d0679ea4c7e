"""A submission at work: one process for many cases, a new one where it has to be.

The modules are loaded anew for each case (`Call.is_fresh`), so that what one case left
in a global of the submission does not reach the next; a process of its own for each
would cost fifty milliseconds. What is left (changes to the standard library, threads
that run on, a module too slow to load again) can only make a right case fail: nothing
that is wanted is ever in the process. So a case that fails in a process which has
answered others is run again in a new one, and that is what counts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.judge.answers import Answer, AnswerKind, Program
from drill.judge.deck_worker import entry_call
from drill.judge.framing import MOST_TEXT
from drill.judge.limits import case_allowance
from drill.judge.meters import passed
from drill.judge.process import Worker

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping
    from typing import Any, Self

    from drill.content.kata_files import KataFolder
    from drill.judge.allowance import Allowance
    from drill.judge.languages.building import Builder
    from drill.judge.sandbox.rungs import Sandbox

PYTHON: Final = "python"
COMPILE_ERROR: Final = "CompileError"
"""The type of a fault that a compiler found."""
OF_RUNNERS: Final = frozenset({"ArgumentNotAllowed", "ResultNotAllowed"})
"""What a runner itself complains of."""
QUICK_LOAD_S: Final = 0.05
"""CPU seconds of loading up to which a submission is loaded for each case."""


class Submission:
    """Runs one source. Used from one thread at a time; close it."""

    def __init__(  # noqa: PLR0913 - what is run, and all it may be run with
        self,
        kata: KataFolder,
        sandbox: Sandbox,
        source: str,
        *,
        allowance: Allowance | None = None,
        spare: Worker | None = None,
        language: str = PYTHON,
        builder: Builder | None = None,
    ) -> None:
        """Take the code; nothing runs before the first case.

        Args:
            kata: says what is called and what it may take.
            sandbox: where it runs.
            source: hostile until proved otherwise.
            allowance: other limits of a case than the kata's.
            spare: a prepared worker in that sandbox, with the kata's limits; it is
                used first if the source is Python, and closed with the submission.
            language: of the source.
            builder: makes a program of it, if it is not Python; one of its own when
                left out.
        """
        self.kata = kata
        self.spent_s = 0.0
        """Seconds that all its calls took, by the clock on the wall."""
        self._sandbox = sandbox
        self._allowance = allowance or case_allowance(kata.note.limits)
        self._source = source
        self._language = language
        self._builder = builder
        self._program = _program(kata, source) if language == PYTHON else None
        self._worker: Worker | None = None
        self._spare = spare
        self._answered = 0
        self._is_fresh = True
        self._load_failure: Answer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one; the next case gets a new one."""
        for worker in (self._worker, self._spare):
            if worker is not None:
                worker.close()
        self._worker = self._spare = None
        self._answered = 0

    @property
    def is_used(self) -> bool:
        """Whether the process of the latest case had answered others before.

        What was compiled begins anew for each case.
        """
        runtime = self._program.runtime if self._program else None
        return self._answered > 1 and (runtime is None or not runtime.is_compiled)

    def run(
        self,
        arguments: Mapping[str, Any],
        *,
        cancelled: threading.Event | None = None,
    ) -> Answer:
        """What it answers to a case.

        Args:
            arguments: of the function by name; of a class `init` and `calls`.
            cancelled: ends the case when set.

        Raises:
            SandboxUnavailable: the sandbox cannot be put up.
            ToolchainMissing: nothing here compiles or runs the language.
        """
        if self._load_failure is not None:
            return self._load_failure
        if self._program is None:
            not_built = self._build(cancelled)
            if not_built is not None:
                return not_built
        worker = self._worker
        if worker is None:
            self._answered = 0
            worker = self._new_worker()
            loaded = worker.start(cancelled=cancelled)
            self.spent_s += loaded.wall_s
            if loaded.kind is not AnswerKind.OK:
                worker.close()
                loaded = self._told(loaded)
                if loaded.kind is not AnswerKind.CANCELLED:
                    self._load_failure = loaded
                return loaded
            self._worker = worker
            self._is_fresh = loaded.cpu_s <= QUICK_LOAD_S
        # The first case finds the modules as they were loaded just now.
        is_fresh = self._is_fresh and self._answered > 0
        call = replace(entry_call(self.kata, arguments), is_fresh=is_fresh)
        answer = worker.call(call, cancelled=cancelled)
        self.spent_s += answer.wall_s
        self._answered += 1
        if not answer.is_alive:
            worker.close()
            self._worker = None
        return self._told(answer, is_any=True)

    def _build(self, cancelled: threading.Event | None) -> Answer | None:
        """Make a program of the source; what came of it if there is none."""
        from drill.judge.languages.building import Builder  # Python needs none

        if self._builder is None:
            self._builder = Builder(self.kata, self._sandbox)
        began = passed()
        built = self._builder.build(self._source, self._language, cancelled=cancelled)
        self.spent_s += passed() - began
        if isinstance(built, Program):
            self._program = built
            return None
        built = self._told(built)
        if built.kind is not AnswerKind.CANCELLED:
            self._load_failure = built
        return built

    def _new_worker(self) -> Worker:
        program = self._program
        assert program is not None  # noqa: S101 - built before
        if program.runtime is not None:
            base = program.runtime.base_bytes
            most = self._allowance.memory_bytes + base
            allowance = replace(self._allowance, memory_bytes=most)
            return Worker(self._sandbox, program, allowance)
        worker, self._spare = self._spare, None
        if worker is None or not worker.is_prepared:
            return Worker(self._sandbox, program, self._allowance)
        worker.program = program
        return worker

    def _told(self, answer: Answer, *, is_any: bool = False) -> Answer:
        """An answer of another language, with what its runner cannot say of a fault."""
        fault = answer.error
        if self._language == PYTHON or fault is None:
            return answer
        lines = self._source.splitlines()
        frames = tuple(
            replace(each, source=lines[each.line - 1].strip()[:MOST_TEXT])
            if not each.source and 0 < each.line <= len(lines)
            else each
            for each in fault.frames
        )
        is_own = is_any and fault.type not in OF_RUNNERS
        return replace(answer, error=replace(fault, frames=frames, is_any=is_own))


def _program(kata: KataFolder, source: str) -> Program:
    # Half a character cannot be handed over; Python refuses what stands for it.
    modules = {"solution": source.encode(errors="replace").decode()}
    if kata.harness.driver:
        modules["driver"] = kata.harness.driver
    return Program(modules, main="solution")
