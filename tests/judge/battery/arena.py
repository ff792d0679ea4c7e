"""One worker for many attacks: started again whenever an attack cost its life."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from drill.judge.allowance import MIB, Allowance
from drill.judge.answers import AnswerKind, Call, Program
from drill.judge.process import Worker
from tests.judge.battery.attacks import Attack, Scene, namespaces
from tests.judge.battery.target import Target, links

if TYPE_CHECKING:
    from drill.judge.answers import Answer
    from drill.judge.sandbox.rungs import Sandbox

HERE = Path(__file__).parent
ALLOWANCE = Allowance(cpu_s=5, wall_s=4, memory_bytes=256 * MIB)
HOSTILE = ("hostile_files", "hostile_system", "forging")


def sources() -> dict[str, str]:
    return {name: (HERE / f"{name}.py").read_text("utf-8") for name in HOSTILE}


def program() -> Program:
    """All hostile code, loaded before the first attack."""
    everything = "\n".join(f"import {name}" for name in HOSTILE)
    return Program({**sources(), "arena": everything}, "arena")


@dataclass
class Arena:
    """Where attacks are made from inside one kind of sandbox."""

    sandbox: Sandbox
    root: Path
    granted: Path
    worker: Worker | None = None
    numbers: list[int] = field(default_factory=lambda: [0])

    @classmethod
    def inside(cls, sandbox: Sandbox, root: Path) -> Arena:
        """An arena; a folder below its root may be read from inside."""
        granted = root / "granted"
        granted.mkdir()
        view = sandbox.view
        view = replace(view, roots=(*view.roots, granted))
        seen = replace(sandbox, view=view, is_open_to_its_user=True)
        return cls(seen, root, granted)

    def ready(self) -> Worker:
        """A worker that lives."""
        if self.worker is None:
            self.worker = Worker(self.sandbox, program(), ALLOWANCE)
            started = self.worker.start()
            assert started.kind is AnswerKind.OK, started
        return self.worker

    def attack(self, attack: Attack, number: int) -> tuple[bool, Answer]:
        """Whether an attack got through, and what it said."""
        worker = self.ready()
        assert worker._child is not None
        pid = worker._child.pid
        with Target(self.root, number, self.granted, attack.has_victim) as target:
            before = tuple(links(pid))
            spaces = namespaces(pid)
            call = Call(
                "function", attack.name, target.arguments(), module=attack.module
            )
            answer = worker.call(call)
            scene = Scene(target, answer, pid, before, spaces)
            through = attack.proof(scene)
            # Before the target: who is traced is not gone while the tracer lives.
            self.rest(answer, is_ruined=through)
        return through, answer

    def ask(self, name: str) -> Answer:
        """Ask the code that forges; nothing it changed stays."""
        call = Call("function", name, {"n": 2}, module="forging")
        answer = self.ready().call(call, allowance=replace(ALLOWANCE, wall_s=0.7))
        self.rest(answer, is_ruined=True)
        return answer

    def rest(self, answer: Answer, *, is_ruined: bool) -> None:
        """Give up a worker that is dead, or no longer as it was."""
        if is_ruined or not answer.is_alive:
            self.close()

    def close(self) -> None:
        if self.worker is not None:
            with suppress(OSError):
                self.worker.close()
            self.worker = None
