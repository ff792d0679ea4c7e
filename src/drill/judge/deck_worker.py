"""The deck's own code: its generator, its reference, its checker.

It runs in a sandboxed worker of its own, never in the process of a submission, and
whatever it does wrong is the deck's error, told with its place. The driver of a kata
is the exception by its nature: it runs beside the submission, and holds nothing that
is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from drill.errors import SandboxUnavailable
from drill.judge.answers import Answer, AnswerKind, Call, Program
from drill.judge.limits import deck_allowance
from drill.judge.process import Worker
from drill.judge.sandbox.rungs import Rung
from drill.judge.verdicts import VerdictKind, Wanted

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping
    from typing import Self

    from drill.content.kata_files import KataFolder
    from drill.judge.answers import Fault
    from drill.judge.sandbox.rungs import Sandbox

STRONG: Final = frozenset({Rung.STRONG_PLUS, Rung.STRONG})
"""Rungs on which code of other people's decks may run."""

_ENDED: Final = {
    AnswerKind.TIME: "took more CPU time than code of a deck may",
    AnswerKind.WALL: "took longer than code of a deck may",
    AnswerKind.MEMORY: "took more memory than code of a deck may",
    AnswerKind.OUTPUT: "printed more than code of a deck may",
    AnswerKind.EXITED: "ended its own process",
    AnswerKind.FORBIDDEN: "did what the sandbox forbids",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing can be said of a case, through no fault of the submission."""

    kind: VerdictKind
    """One that never counts against the learner."""
    message: str
    """One sentence with the place. Hostile text where it is the deck's."""


CANCELLED: Final = Trouble(VerdictKind.CANCELLED, "cancelled")
NO_SANDBOX: Final = "there is no sandbox for it"


def refusal(
    kata: KataFolder, sandbox: Sandbox | None, *, is_allowed: bool
) -> Trouble | None:
    """Why the deck's code may not run; None if it may.

    Args:
        sandbox: where it would run.
        is_allowed: whether the learner consented to the code with this fingerprint.
    """
    if sandbox is None:
        return _refused(NO_SANDBOX)
    if kata.is_shipped:
        return None
    if sandbox.rung not in STRONG:
        rung = sandbox.rung.value
        message = f"it came with somebody's deck, and the sandbox here is “{rung}”"
        return _refused(message)
    return None if is_allowed else _refused("nobody has agreed to run it")


def _refused(why: str) -> Trouble:
    return Trouble(VerdictKind.DECK_REFUSED, f"code of the deck was not run: {why}")


class DeckWorker:
    """Asks the code of one kata's deck. Used from one thread at a time."""

    def __init__(
        self, kata: KataFolder, sandbox: Sandbox | None, *, is_allowed: bool = False
    ) -> None:
        """Take the code; nothing runs before it is asked for.

        Args:
            kata: whose code.
            sandbox: where to run it; None refuses.
            is_allowed: consent of the learner; a shipped deck needs none.
        """
        self.kata = kata
        self.refusal = refusal(kata, sandbox, is_allowed=is_allowed)
        """Why the code may not run; None if it may."""
        self.spent_s = 0.0
        """Seconds that all its calls took, by the clock on the wall."""
        self._sandbox = sandbox
        self._allowance = deck_allowance(kata.note.limits)
        self._worker: Worker | None = None
        self._raised = frozenset(case.raises for case in kata.cases if case.raises)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def draw(
        self,
        seed: str,
        size: int,
        stage: str | None = None,
        *,
        cancelled: threading.Event | None = None,
    ) -> Mapping[str, Any] | Trouble:
        """The arguments of a case that the generator makes.

        Args:
            seed: of the `random.Random` that it is handed.
            size: what it is asked for.
            stage: whose rules the case may need; None for all.
        """
        arguments: dict[str, Any] = {"size": size}
        if stage is not None:
            arguments["stage"] = stage
        call = Call("function", "case", arguments, rng=seed, module="cases")
        answer = self._ask(call, cancelled)
        if isinstance(answer, Trouble):
            return answer
        cases = self.kata.note.cases
        who = f"{cases.generator if cases else 'cases.py'}, asked for the size {size},"
        if answer.kind is not AnswerKind.OK:
            return self._trouble(who, answer)
        wrong = _misfit(answer.value, is_class=self.kata.entry.kind == "class")
        if wrong:
            return Trouble(VerdictKind.DECK_ERROR, f"{who} gave {wrong}")
        drawn: dict[str, Any] = answer.value
        return drawn

    def wanted(
        self,
        arguments: Mapping[str, Any],
        *,
        is_own: bool = False,
        cancelled: threading.Event | None = None,
    ) -> Wanted | Trouble:
        """What the reference makes of some arguments.

        Args:
            is_own: whether a learner typed them: then the reference may raise anything.
                Otherwise only what some written case wants to be raised; all else is
                a defect of the reference, or of the generator.
        """
        answer = self.reference(arguments, cancelled=cancelled)
        if isinstance(answer, Trouble):
            return answer
        if answer.kind is AnswerKind.OK:
            return Wanted(answer.value)
        fault = answer.error
        if fault and (is_own or fault.type in self._raised):
            return Wanted(raises=fault.type)
        return self._trouble("the reference", answer)

    def reference(
        self,
        arguments: Mapping[str, Any],
        *,
        cancelled: threading.Event | None = None,
    ) -> Answer | Trouble:
        """What the reference answers, whatever it is."""
        return self._ask(entry_call(self.kata, arguments), cancelled)

    def check(
        self,
        arguments: Mapping[str, Any],
        got: Any,
        want: Any,
        *,
        cancelled: threading.Event | None = None,
    ) -> str | Trouble | None:
        """What the checker finds wrong with a result; None if it is right."""
        values = {"args": arguments, "got": got, "want": want}
        answer = self._ask(
            Call("function", "check", values, module="checker"), cancelled
        )
        if isinstance(answer, Trouble):
            return answer
        name = self.kata.note.compare.file
        if answer.kind is not AnswerKind.OK:
            return self._trouble(f"{name}", answer)
        if answer.value is None or isinstance(answer.value, str):
            found: str | None = answer.value
            return found
        message = f"{name} returned neither None nor text"
        return Trouble(VerdictKind.DECK_ERROR, message)

    def _ask(self, call: Call, cancelled: threading.Event | None) -> Answer | Trouble:
        worker = self._worker or self._started(cancelled)
        if isinstance(worker, Trouble):
            return worker
        answer = worker.call(call, cancelled=cancelled)
        self.spent_s += answer.wall_s
        if not answer.is_alive:
            self.close()
        if answer.kind is AnswerKind.CANCELLED:
            return CANCELLED
        return answer

    def _started(self, cancelled: threading.Event | None) -> Worker | Trouble:
        if self.refusal is not None or self._sandbox is None:
            return self.refusal or _refused(NO_SANDBOX)
        worker = Worker(self._sandbox, self._program(), self._allowance)
        try:
            loaded = worker.start(cancelled=cancelled)
        except SandboxUnavailable as error:
            return Trouble(VerdictKind.SANDBOX_UNAVAILABLE, error.message)
        self.spent_s += loaded.wall_s
        if loaded.kind is AnswerKind.OK:
            self._worker = worker
            return worker
        worker.close()
        if loaded.kind is AnswerKind.CANCELLED:
            return CANCELLED
        return self._trouble("the deck's code", loaded)

    def _program(self) -> Program:
        code = self.kata.harness
        sources = {
            "solution": code.solution,
            "cases": code.generator,
            "checker": code.checker,
            "driver": code.driver,
        }
        modules = {name: source for name, source in sources.items() if source}
        return Program(modules, main=next(iter(modules), "solution"))

    def _trouble(self, what: str, answer: Answer) -> Trouble:
        """A defect of the deck, with its place."""
        if answer.error is not None:
            return Trouble(VerdictKind.DECK_ERROR, f"{what} {raised(answer.error)}")
        how = _ENDED.get(answer.kind, answer.detail or answer.kind.value)
        return Trouble(VerdictKind.DECK_ERROR, f"{what} {how}")


def entry_call(kata: KataFolder, arguments: Mapping[str, Any]) -> Call:
    """How a solution of a kata is asked, the reference like a submission."""
    if kata.harness.driver:
        return Call("drive", "drive", arguments)
    return Call(kata.entry.kind, kata.entry.name, arguments, module="solution")


def raised(fault: Fault) -> str:
    """An exception and where it came from, in one line."""
    said = f"raised {fault.type}: {fault.message}".removesuffix(": ")
    if not fault.frames:
        return said
    last = fault.frames[-1]
    return f"{said} ({last.module}.py, line {last.line})"


def _misfit(value: Any, *, is_class: bool) -> str:
    """What is wrong with drawn arguments; empty if they can be used."""
    if not isinstance(value, dict):
        return f"{type(value).__name__} where the arguments by name are wanted"
    if not is_class:
        return ""
    calls = value.get("calls")
    if set(value) != {"init", "calls"} or not isinstance(value["init"], dict):
        return "no mapping of `init` and `calls`"
    if not isinstance(calls, list) or not all(map(_is_call, calls)):
        return "`calls` that are no lists with a method first"
    return ""


def _is_call(call: Any) -> bool:
    return isinstance(call, list) and bool(call) and isinstance(call[0], str)
