"""Starting, watching and ending a child process, with everything it started.

Children are started by one thread that lives as long as the program: the kernel ends
them when the *thread* that started them ends.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from drill.errors import SandboxUnavailable
from drill.judge.boot import READY, first_message
from drill.judge.meters import meter
from drill.judge.sandbox.rungs import Rung

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.judge.allowance import Allowance
    from drill.judge.sandbox.executables import Executable
    from drill.judge.sandbox.rungs import Launch, Sandbox

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE_S = 20.0
"""Seconds for a child to say that it is ready: a machine under load is slow."""
LATE = "it was not ready in time"
"""The reason when it was slower still."""
DYING_S = 1.0
"""Seconds for a child to end by itself once it has to."""
GO = b"!"
"""Lets a program of another language begin."""
SHELL = 128
"""Above it, a status of a shell means a signal."""


@cache
def _spawner(process: int) -> ThreadPoolExecutor:
    """The thread that starts children, of a process: a fork leaves threads behind."""
    del process
    return ThreadPoolExecutor(1, thread_name_prefix="judge")


def on_spawner(start: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What a function gives that is called on the thread that starts children."""
    return _spawner(os.getpid()).submit(start, *arguments, **named).result()


class Child:
    """A process that was started inside a sandbox and is ready to be asked.

    Raises:
        SandboxUnavailable: the sandbox could not be put up.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        allowance: Allowance,
        executable: Executable | None = None,
    ) -> None:
        self.sandbox = sandbox
        self.requests, theirs = socket.socketpair()
        self.replies, their_replies = os.pipe()
        self.output, their_output = os.pipe()
        their_lifeline, self._lifeline = os.pipe()
        self._status: int | None = None
        given = (theirs.fileno(), their_replies, their_lifeline)
        image = _in_memory(executable)
        images = () if image is None else (image,)
        launch = sandbox.launch(*given, allowance, executable=executable, image=image)
        try:
            passed = (*given, *images)
            self._process = on_spawner(_popen, launch, passed, their_output)
        except OSError as error:
            self._close()
            raise SandboxUnavailable(sandbox.rung, str(error)) from error
        finally:
            theirs.close()
            for descriptor in (their_replies, their_output, their_lifeline, *images):
                os.close(descriptor)
        self._handle: int | None = None
        try:
            self.pid = self._greet(launch)
        except BaseException:
            self.end()
            raise
        self._handle = _handle(self.pid)
        is_limit = executable is not None and executable.reserves
        self.meter = meter(self.pid, is_limit=is_limit)
        for descriptor in (self.replies, self.output):
            os.set_blocking(descriptor, False)
        self.requests.settimeout(0)

    def _greet(self, launch: Launch) -> int:
        """Send the trusted code, and learn under which number the child runs."""
        self.requests.settimeout(PATIENCE_S)
        if sys.platform == "linux":
            self.requests.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        try:
            self.requests.sendall(first_message(launch.settings))
            said, extra, _, _ = self.requests.recvmsg(4096, 1024)
        except TimeoutError as error:
            raise self._unavailable(LATE) from error
        except OSError as error:
            raise self._unavailable(str(error)) from error
        if said != READY:
            raise self._unavailable(said.decode(errors="replace"))
        # Nothing more is read here: replies come through a pipe of their own.
        self.requests.shutdown(socket.SHUT_RD)
        if launch.settings["exec"] is not None:
            self.requests.sendall(GO)
        for level, kind, data in extra:
            if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
                pid, _, _ = struct.unpack("3i", data)
                return int(pid)
        return int(self._process.pid)

    def _unavailable(self, said: str) -> SandboxUnavailable:
        """The failure, in the last words of the child or its sandbox if there are any.

        Args:
            said: what is known without them; may be empty.
        """
        self.ended(DYING_S)
        os.set_blocking(self.output, False)
        with suppress(OSError):
            lines = os.read(self.output, 65536).decode(errors="replace").splitlines()
            said = lines[-1] if lines else said
        return SandboxUnavailable(self.sandbox.rung, said or "it ended at once")

    def ended(self, wait_s: float) -> int | None:
        """How it ended: a status of 0 or more, or a signal below 0; None if it runs."""
        if self._status is None:
            with suppress(subprocess.TimeoutExpired):
                status = self._process.wait(wait_s)
                # bubblewrap tells of a signal as a shell does.
                is_signal = self.sandbox.rung is Rung.STRONG_PLUS and status > SHELL
                self._status = SHELL - status if is_signal else status
        return self._status

    def end(self) -> None:
        """End it and all that it started, and free what it held here."""
        if self._handle is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            dying = select.poll()
            dying.register(self._handle, select.POLLIN)
            dying.poll(PATIENCE_S * 1000)
            os.close(self._handle)
            self._handle = None
        # bubblewrap sees its child's end and goes by itself, leaving no dead behind.
        is_wrapped = self.sandbox.rung is Rung.STRONG_PLUS
        if self.ended(DYING_S if is_wrapped else 0) is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self.ended(PATIENCE_S)
        elif self.sandbox.rung is Rung.NONE:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._close()

    def _close(self) -> None:
        self.requests.close()
        for descriptor in (self.replies, self.output, self._lifeline):
            with suppress(OSError):
                os.close(descriptor)


def _in_memory(executable: Executable | None) -> int | None:
    """A descriptor that a program can be read from, at its beginning."""
    if executable is None or executable.image is None:
        return None
    image = os.memfd_create("submission")
    with open(image, "wb", closefd=False) as file:
        file.write(executable.image)
    os.lseek(image, 0, os.SEEK_SET)
    return image


def _handle(pid: int) -> int | None:
    """What a process is held by: its number may be given to another one day."""
    if sys.platform != "linux":
        return None
    with suppress(OSError):  # a kernel before 5.3
        return os.pidfd_open(pid)
    return None


def _popen(
    launch: Launch, given: tuple[int, ...], output: int
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        launch.command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=launch.environment,
        cwd="/",
        pass_fds=given,
        start_new_session=True,
    )
