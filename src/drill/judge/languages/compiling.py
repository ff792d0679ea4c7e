"""Compiling a submission: a sandboxed step of its own, with a scratch of its own.

A compiler is a large program that reads hostile text, and it wants a folder to write
to. It runs where a submission does (bubblewrap: no network, no files of the host but
the system's own, read-only), with a scratch in memory. Source goes in through a pipe,
the program comes out through one; nothing is written on the host.
"""

from __future__ import annotations

import json
import os
import platform
import select
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from drill.errors import SandboxUnavailable
from drill.judge.allowance import MIB
from drill.judge.meters import passed
from drill.judge.sandbox import bubblewrap
from drill.judge.sandbox.readable import widened
from drill.judge.sandbox.rungs import Rung
from drill.judge.sandbox.seccomp import build_lenient
from drill.judge.spawning import on_spawner

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping
    from typing import Any

    from drill.judge.languages.toolchains import Toolchain
    from drill.judge.sandbox.rungs import Sandbox

SCRATCH: Final = "/scratch"
SCRATCH_BYTES: Final = 512 * MIB
WALL_S: Final = 60.0
"""Seconds for compiling; what takes longer was written to take long."""
LIMITS: Final = {
    "RLIMIT_CPU": 60,
    "RLIMIT_AS": 6144 * MIB,
    "RLIMIT_FSIZE": 256 * MIB,
    "RLIMIT_CORE": 0,
    "RLIMIT_NOFILE": 1024,
}
MOST_BYTES: Final = 64 * MIB
"""Of a program that was made."""
LOOK_S: Final = 0.05
"""Seconds between two looks at whether it was cancelled."""
CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Task:
    """What a compiler is to do, in a folder of its own."""

    files: Mapping[str, str]
    """By their names in that folder."""
    command: tuple[str, ...]
    made: str
    """The name of the file with the program."""
    variables: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of it. All text was written by a compiler over hostile source."""

    image: bytes = b""
    """The program; empty if there is none."""
    said: str = ""
    """The diagnostics."""
    limit: str = ""
    """Which limit ended it: `time`, `memory`, `size`; empty if none did."""
    is_cancelled: bool = False


def compile_task(
    sandbox: Sandbox,
    toolchain: Toolchain,
    task: Task,
    *,
    cancelled: threading.Event | None = None,
) -> Compiled:
    """Run a compiler inside of walls.

    Args:
        sandbox: `strong+`; no other rung has a scratch that is not the host's.
        toolchain: the compiler.
        task: what it is given.
        cancelled: ends it when set.

    Raises:
        SandboxUnavailable: the sandbox is another one, or cannot be put up.
    """
    if sandbox.rung is not Rung.STRONG_PLUS or sandbox.bwrap is None:
        reason = "compilers run in bubblewrap alone"
        raise SandboxUnavailable(Rung.STRONG_PLUS, reason)
    child = on_spawner(_popen, _command(sandbox, toolchain, task))
    try:
        return _watched(child, _told(task), cancelled)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for pipe in (child.stdin, child.stdout, child.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _command(sandbox: Sandbox, toolchain: Toolchain, task: Task) -> tuple[str, ...]:
    view = widened(sandbox.view, toolchain.roots)
    assert sandbox.bwrap is not None  # noqa: S101 - asked for above
    places = (
        # All that a compiler wants to know of `/proc`: who it is.
        *("--symlink", str(toolchain.program), "/proc/self/exe"),
        *("--dev", "/dev", "--remount-ro", "/dev"),
        *("--size", str(SCRATCH_BYTES), "--tmpfs", SCRATCH),
    )
    prefix = bubblewrap.prefix(
        sandbox.bwrap,
        view,
        dict(task.variables),
        disable_userns=sandbox.disable_userns,
        places=places,
        folder=SCRATCH,
    )
    flags = ("-I", "-S", "-B", "-X", "utf8", "-c", _driver())
    return (*prefix, str(view.interpreter), *flags)


def _told(task: Task) -> bytes:
    machine = platform.machine()
    told = {
        "files": dict(task.files),
        "command": task.command,
        "made": task.made,
        "variables": dict(task.variables),
        "limits": LIMITS,
        "most": MOST_BYTES,
        "machine": machine,
        "filter": build_lenient(machine).code.hex(),
    }
    body = json.dumps(told).encode()
    return len(body).to_bytes(4, "big") + body


def _watched(
    child: subprocess.Popen[bytes], told: bytes, cancelled: threading.Event | None
) -> Compiled:
    """Send the task and collect the answer, while the limits are watched."""
    assert child.stdin and child.stdout and child.stderr  # noqa: S101, PT018 - pipes
    deadline, answer, complaint = passed() + WALL_S, bytearray(), bytearray()
    unsent, pipes = memoryview(told), {child.stdout: answer, child.stderr: complaint}
    os.set_blocking(child.stdin.fileno(), False)
    while pipes:
        if cancelled is not None and cancelled.is_set():
            return Compiled(is_cancelled=True)
        if passed() > deadline:
            return Compiled(limit="time", said=f"it took over {WALL_S:.0f} s")
        if len(answer) > MOST_BYTES + CHUNK:
            return Compiled(limit="size", said=f"over {MOST_BYTES // MIB} MiB")
        writable = [child.stdin] if unsent else []
        ready, open_, _ = select.select(list(pipes), writable, [], LOOK_S)
        if open_:
            unsent = _sent(child, unsent)
        for pipe in ready:
            piece = os.read(pipe.fileno(), CHUNK)
            if piece:
                pipes[pipe] += piece
            else:
                del pipes[pipe]
    return _read(bytes(answer), complaint.decode(errors="replace"))


def _sent(child: subprocess.Popen[bytes], unsent: memoryview) -> memoryview:
    assert child.stdin is not None  # noqa: S101 - a pipe
    try:
        return unsent[os.write(child.stdin.fileno(), unsent[:CHUNK]) :]
    except BrokenPipeError:
        return memoryview(b"")  # what it said instead is read


def _read(answer: bytes, complaint: str) -> Compiled:
    size = int.from_bytes(answer[:4], "big")
    try:
        told: dict[str, Any] = json.loads(answer[4 : 4 + size])
        status, said = int(told["status"]), str(told["said"])
    except (ValueError, TypeError, KeyError, RecursionError):
        # Bubblewrap, or the interpreter, ended before anything foreign was read.
        lines = complaint.strip().splitlines()
        reason = lines[-1] if lines else "the compiler's sandbox ended at once"
        raise SandboxUnavailable(Rung.STRONG_PLUS, reason) from None
    image = answer[4 + size :]
    if len(image) > MOST_BYTES:
        return Compiled(limit="size", said=f"over {MOST_BYTES // MIB} MiB")
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        return Compiled(limit="time", said=said or "it took too long")
    if status < 0 or any(words in said for words in OUT_OF_MEMORY):
        return Compiled(limit="memory", said=said or f"ended by signal {-status}")
    return Compiled(image if status == 0 else b"", said)


OUT_OF_MEMORY: Final = (
    *("out of memory allocating", "virtual memory exhausted", "Cannot allocate memory"),
    *("memory allocation of", "cannot allocate memory", "std::bad_alloc"),
)
"""What compilers say when they end because memory ran out."""


@cache
def _driver() -> str:
    source = files("drill.judge.languages").joinpath("compiler_driver.py")
    return source.read_text(encoding="utf-8")


def _popen(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={},
        cwd="/",
        start_new_session=True,
    )
