"""A small battery: whether a sandbox holds here, tried by a real worker in it.

What the worker says is only half of it. The host looks whether a file was written and
whether a secret came out; and the ordinary things must work, or no solution would.
"""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from drill.errors import SandboxUnavailable
from drill.judge.allowance import MIB, Allowance
from drill.judge.answers import AnswerKind, Call, Program
from drill.judge.process import Worker
from drill.judge.sandbox.rungs import Rung
from drill.judge.spawning import LATE

if TYPE_CHECKING:
    from drill.judge.answers import Answer
    from drill.judge.sandbox.rungs import Sandbox

ALLOWANCE = Allowance(cpu_s=5, wall_s=20, memory_bytes=256 * MIB)
TRIALS = """
import os, socket


def tried(attempt):
    try:
        return attempt() or True
    except OSError:
        return False


def fork():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def write(path):
    with open(path, "w") as file:
        file.write("written")


def connect(path):
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(path)


def attack(secret, target, door, referee):
    attempts = {
        "reading files": lambda: open(secret).read(),
        "listing folders": lambda: os.listdir(os.path.dirname(secret)),
        "writing files": lambda: write(target),
        "starting processes": fork,
        "signalling other processes": lambda: os.kill(referee, 0),
        "opening sockets to the network": lambda: socket.socket().close(),
        "reaching other programs": lambda: connect(door),
        "seeing files": lambda: os.stat(secret),
    }
    return {name: tried(attempt) for name, attempt in attempts.items()}


def work():
    import asyncio, decimal, sqlite3, threading

    seen = []
    thread = threading.Thread(target=lambda: seen.append(1))
    thread.start()
    thread.join()
    seen.append(asyncio.run(asyncio.sleep(0, 2)))
    seen.append(sqlite3.connect(":memory:").execute("select 3").fetchone()[0])
    return [*seen, str(decimal.Decimal(4))]
"""
WORKED = [1, 2, 3, "4"]


def weakness(sandbox: Sandbox) -> str:
    """Why a sandbox is not to be used here; empty when it holds.

    Args:
        sandbox: one with walls.
    """
    program = Program({"trials": TRIALS}, "trials")
    try:
        with Worker(sandbox, program, ALLOWANCE) as worker:
            started = worker.start()
            if started.kind is not AnswerKind.OK:
                return f"a worker does not start in it: {_said(started)}"
            return _works(worker) or _holds(worker, sandbox.rung)
    except SandboxUnavailable as error:
        return error.reason


def _works(worker: Worker) -> str:
    answer = worker.call(Call("function", "work", {}))
    if answer.value == WORKED:
        return ""
    return f"ordinary code does not run in it: {_said(answer)}"


def _said(answer: Answer) -> str:
    if answer.kind in {AnswerKind.TIME, AnswerKind.WALL}:
        return LATE
    if answer.error is None:
        return f"{answer.kind} {answer.detail}".strip()
    return f"{answer.error.type}: {answer.error.message}"


def _holds(worker: Worker, rung: Rung) -> str:
    """What it did not hinder."""
    with tempfile.TemporaryDirectory(prefix="drill-") as name, _door(name) as door:
        secret, target = Path(name, "secret"), Path(name, "target")
        secret.write_text("what no worker may read", encoding="utf-8")
        arguments = {
            "secret": str(secret),
            "target": str(target),
            "door": door.getsockname(),
            "referee": os.getpid(),
        }
        answer = worker.call(Call("function", "attack", arguments))
        if answer.kind is not AnswerKind.OK or not isinstance(answer.value, dict):
            return f"the trials did not end in it: {_said(answer)}"
        done = {name for name, result in answer.value.items() if result is not False}
        if target.exists():
            done.add("writing files")
        if rung is not Rung.STRONG_PLUS:
            done.discard("seeing files")  # that they are there; not what they hold
        return f"it does not hinder {', '.join(sorted(done))}" if done else ""


def _door(folder: str) -> socket.socket:
    """What another program listens on; outside a sandbox it can be reached."""
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(Path(folder, "door")))
    door.listen()
    return door
