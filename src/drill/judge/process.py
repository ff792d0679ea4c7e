"""A worker: one child process that holds a program and answers calls.

Everything is measured and decided on this side. The child is believed nothing but its
result, and that only when it comes in the one frame that was asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypedDict

from drill.judge.answers import (
    Answer,
    AnswerKind,
    Call,
    Fault,
    FaultFrame,
    Program,
)
from drill.judge.conversation import Conversation
from drill.judge.framing import BrokenReply, framed, read_reply
from drill.judge.meters import passed
from drill.judge.spawning import Child

if TYPE_CHECKING:
    import threading

    from drill.judge.allowance import Allowance
    from drill.judge.conversation import Ending
    from drill.judge.sandbox.rungs import Sandbox

__all__ = [
    "Answer",
    "AnswerKind",
    "Call",
    "Fault",
    "FaultFrame",
    "Program",
    "Worker",
]

SIGSYS = 31
"""What seccomp ends a process with, on Linux."""
NEAR = 0.9
"""Of the allowed memory: who dies while holding more died of it."""
DYING_S = 1.0
"""Seconds for a process that closed its pipes to end."""


class _Fields(TypedDict, total=False):
    """What an answer says besides its kind and what was measured."""

    value: Any
    error: Fault
    signal: int
    status: int
    detail: str


class Worker:
    """One child process with one program; used from one thread at a time.

    Closing it, or leaving it as a context manager, ends the process and all that it
    started. After an answer that is not alive there is nothing left to ask.
    """

    def __init__(
        self, sandbox: Sandbox, program: Program, allowance: Allowance
    ) -> None:
        self.sandbox = sandbox
        self.program = program
        self.allowance = allowance
        self._child: Child | None = None
        self._talk: Conversation | None = None
        self._asked = 0

    def prepare(self) -> None:
        """Start the process, so that `start` has only the program left to load.

        Raises:
            SandboxUnavailable: its walls cannot be put up.
        """
        self.close()
        self._child = Child(self.sandbox, self.allowance, self.program.executable)
        self._talk = Conversation(self._child)
        self._asked = 0

    @property
    def is_prepared(self) -> bool:
        """Whether a process waits that has not been asked anything yet."""
        child = self._child
        return child is not None and not self._asked and child.ended(0) is None

    def start(self, *, cancelled: threading.Event | None = None) -> Answer:
        """Load the program, in a new process unless one was prepared.

        It is done under the allowance of a call.

        Raises:
            SandboxUnavailable: its walls cannot be put up.
        """
        if not self.is_prepared:
            self.prepare()
        program = self.program
        load: dict[str, Any] = {"modules": dict(program.modules), "main": program.main}
        if program.told is not None:
            load["told"] = dict(program.told)
        return self._ask({"load": load}, self.allowance, cancelled)

    def call(
        self,
        request: Call,
        *,
        cancelled: threading.Event | None = None,
        allowance: Allowance | None = None,
    ) -> Answer:
        """Ask the program one thing.

        Args:
            request: what to call, and with what.
            cancelled: ends the call, and the worker, when it is set meanwhile.
            allowance: other times and another size of output than the worker's own.

        Raises:
            RuntimeError: the worker was not started, or is dead.
            TypeError: an argument is no plain value.
            ValueError: an argument holds itself, or half a character.
        """
        asked = {
            "kind": request.kind,
            "name": request.name,
            "arguments": dict(request.arguments),
            "rng": request.rng,
            "module": request.module,
            "fresh": request.is_fresh,
        }
        return self._ask({"call": asked}, allowance or self.allowance, cancelled)

    def close(self) -> None:
        """End the process and all that it started; does nothing a second time."""
        if self._child is not None:
            self._child.end()
            self._child = None
            self._talk = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(
        self,
        request: dict[str, Any],
        allowance: Allowance,
        cancelled: threading.Event | None,
    ) -> Answer:
        child, talk = self._child, self._talk
        if child is None or talk is None:
            raise RuntimeError("a worker was asked that does not run")  # a defect
        self._asked += 1
        most = self.allowance.reply_bytes
        frame = framed({"id": self._asked, "most": most, **request})
        began, cpu_began = passed(), child.meter.cpu_s()
        ending = talk.exchange(frame, allowance, cancelled)
        wall_s, cpu_s = passed() - began, child.meter.cpu_s() - cpu_began
        output = talk.printed()
        kind, more = self._judged(ending, child, output)
        if ending.kind is None and cpu_s > allowance.cpu_s:
            kind, more = AnswerKind.TIME, {}
        answer = Answer(
            kind,
            output=output,
            cpu_s=cpu_s,
            wall_s=wall_s,
            peak_bytes=child.meter.peak_bytes(),
            **more,
        )
        if not answer.is_alive:
            self.close()
        return answer

    def _judged(
        self, ending: Ending, child: Child, output: str
    ) -> tuple[AnswerKind, _Fields]:
        """What an ending amounts to, with the fields that say more."""
        if ending.kind is None:
            return self._read(ending.body)
        if ending.kind is AnswerKind.EXITED:
            kind, more = self._died(child)
            ran_out = self.program.runtime and self.program.runtime.ran_out(output)
            return (AnswerKind.MEMORY, {"detail": ran_out}) if ran_out else (kind, more)
        return ending.kind, {"detail": ending.detail}

    def _read(self, body: bytes) -> tuple[AnswerKind, _Fields]:
        try:
            reply = read_reply(body, self._asked)
        except BrokenReply as error:
            return AnswerKind.PROTOCOL, {"detail": str(error)}
        if reply.is_memory:
            return AnswerKind.MEMORY, {"detail": "the program ran into MemoryError"}
        if reply.fault is not None:
            return AnswerKind.ERROR, {"error": reply.fault}
        return AnswerKind.OK, {"value": reply.value}

    def _died(self, child: Child) -> tuple[AnswerKind, _Fields]:
        """Why it closed its pipe."""
        status = child.ended(DYING_S)
        if status is None:
            return AnswerKind.PROTOCOL, {"detail": "the worker closed its pipe"}
        if status >= 0:
            return AnswerKind.EXITED, {"status": status}
        if -status == SIGSYS:
            return AnswerKind.FORBIDDEN, {"signal": SIGSYS}
        held = child.meter.peak_bytes()
        if held > NEAR * self.allowance.memory_bytes:
            return AnswerKind.MEMORY, {
                "signal": -status,
                "detail": f"ended by signal {-status} while it held {held:,} bytes",
            }
        return AnswerKind.CRASHED, {"signal": -status}
