"""A referee that is killed leaves no process behind, on any rung."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.judge.rungs import RUNGS, sandbox, worker

if TYPE_CHECKING:
    from drill.judge.sandbox.rungs import Rung

STOPPED = """
import sys
from drill.judge.allowance import Allowance
from drill.judge.answers import Call, Program
from drill.judge.process import Worker
from drill.judge.sandbox.rungs import Rung, Sandbox
source = "import time\\ndef f(): time.sleep(0.4)"
program = Program({"solution": source}, "solution")
with Worker(Sandbox(Rung.NONE), program, Allowance(1, 0.8, 1 << 28)) as worker:
    print(worker.start().kind, flush=True)
    print(worker.call(Call("function", "f", {})).kind, flush=True)
"""


def test_a_referee_that_was_stopped_takes_the_answer_that_came_meanwhile() -> None:
    referee = subprocess.Popen(
        [sys.executable, "-c", STOPPED], stdout=subprocess.PIPE, text=True
    )
    with referee:
        assert referee.stdout is not None
        assert referee.stdout.readline() == "ok\n"
        time.sleep(0.1)
        referee.send_signal(signal.SIGSTOP)
        time.sleep(1)
        referee.send_signal(signal.SIGCONT)
        assert referee.stdout.readline() == "ok\n"


REFEREE = """
import sys
from pathlib import Path
from drill.judge.allowance import Allowance
from drill.judge.answers import Call, Program
from drill.judge.process import Worker
from drill.judge.sandbox.rungs import Rung, Sandbox
SOURCE = '''
import ctypes, time
def f(how, rung):
    if rung != "none":  # to outlive the referee, which walls refuse
        ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
    while True:
        if how == "asleep":
            time.sleep(100)
'''
rung, bwrap, disable, how = sys.argv[1:]
box = Sandbox(Rung(rung), bwrap=Path(bwrap), disable_userns=disable == "True")
allowance = Allowance(60, 60, 1 << 28)
worker = Worker(box, Program({"solution": SOURCE}, "solution"), allowance)
print(worker.start().kind, worker._child.pid, worker._child._process.pid, flush=True)
if how == "idle":
    import time
    time.sleep(100)
worker.call(Call("function", "f", {"how": how, "rung": rung}))
"""


def is_alive(pid: int) -> bool:
    with suppress(OSError):
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        return status.rpartition(")")[2].split()[0] not in {"Z", "X"}
    return False


def children(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                text = (folder / "stat").read_text(encoding="utf-8")
                if int(text.rpartition(")")[2].split()[1]) == pid:
                    found.append(int(folder.name))
    return [*found, *(each for child in found for each in children(child))]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("how", ["idle", "busy", "asleep"])
@pytest.mark.parametrize("rung", RUNGS)
def test_a_killed_referee_leaves_nothing_behind(rung: Rung, how: str) -> None:
    box = sandbox(rung)
    words = [str(box.rung), str(box.bwrap), str(box.disable_userns), how]
    referee = subprocess.Popen(
        [sys.executable, "-c", REFEREE, *words], stdout=subprocess.PIPE, text=True
    )
    with referee:
        assert referee.stdout is not None
        kind, *numbers = referee.stdout.readline().split()
        assert kind == "ok"
        time.sleep(0.1)  # it is in its call by now
        family = {*map(int, numbers), *children(referee.pid)}
        assert all(map(is_alive, family))
        referee.send_signal(signal.SIGKILL)
        referee.wait()
    deadline = time.monotonic() + 5
    while (left := [pid for pid in family if is_alive(pid)]) and (
        time.monotonic() < deadline
    ):
        time.sleep(0.01)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []


@pytest.mark.parametrize("rung", RUNGS)
def test_a_closed_worker_leaves_nothing_behind(rung: Rung) -> None:
    before = set(children(os.getpid()))
    made, _ = worker(rung, solution="")
    assert set(children(os.getpid())) > before
    made.close()
    assert [pid for pid in set(children(os.getpid())) - before if is_alive(pid)] == []


def test_a_worker_holds_on_to_a_pipe_where_the_kernel_does_not_tell(
    tmp_path: Path,
) -> None:
    """What macOS has instead of a signal when the parent dies."""
    code = """
import os, sys, time
from drill.judge import lockdown
reading, writing = os.pipe()
if os.fork() == 0:
    os.close(writing)
    lockdown._hold_on_to(reading)
    while True:
        pass
print(flush=True)
time.sleep(100)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as held:
        assert held.stdout is not None
        held.stdout.readline()
        time.sleep(0.1)
        [child] = children(held.pid)
        held.kill()
    deadline = time.monotonic() + 5
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_alive(child)
