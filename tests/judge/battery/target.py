"""What the attacks are aimed at, and how the host sees whether one got through.

Nothing that an attack says of itself is believed: a secret must have come out, a file
or a process of the host must have changed, a listener must have been reached.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "the host alone knows 7c1e9f"  # noqa: S105 - what attacks look for
IN_MEMORY = "in the memory of a victim 5d02ab"
IN_ENVIRONMENT = "in the environment of a victim 91ee"
VICTIM = f"""
import ctypes, os, signal, sys
room = ctypes.create_string_buffer({IN_MEMORY!r}.encode(), 64)
kept = open(sys.argv[1])
def note(number, _):
    os.write(1, b"signalled\\n")
for number in (signal.SIGUSR1, signal.SIGIO):
    signal.signal(number, note)
print(ctypes.addressof(room), kept.fileno(), flush=True)
while True:
    signal.pause()
"""


def process_field(pid: int, name: str) -> str:
    """A line of `/proc/<pid>/status`; empty when the process is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            key, _, value = line.partition(":")
            if key == name:
                return value.strip()
    return ""


def links(pid: int) -> list[str]:
    """What a process holds open."""
    found = []
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            found.append(str(each.readlink()))
    return found


def running(marker: str) -> list[int]:
    """Processes with a word in their command line, the dead left out."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                words = (folder / "cmdline").read_bytes().split(b"\0")
                if marker.encode() in words:
                    found.append(int(folder.name))
    return found


@dataclass
class Target:
    """Files, listeners and a process to attack; made anew for each attack."""

    root: Path
    number: int
    granted_root: Path
    """A folder that the worker may read, as it reads the standard library."""
    has_victim: bool
    """Whether another process is attacked."""
    stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        self.folder = self.root / f"private-{self.number}"
        self.granted = self.granted_root / f"granted-{self.number}"
        for path in (self.folder, self.granted):
            path.mkdir()
        self.secret = self.folder / "secret-name-3f8a"
        self.secret.write_text(SECRET)
        self.secret.chmod(0o644)
        self.target = self.folder / "target"
        self.precious = self.granted / "precious"
        self.precious.write_text("precious")
        self.precious.chmod(0o644)
        (self.granted / "to-the-secret").symlink_to(self.secret)
        self.link = self.folder / "link"
        self.link.symlink_to(SECRET)
        self.marker = f"31{self.number:04d}.{os.getpid()}"
        """Seconds to sleep that nobody else sleeps: seen in command lines."""
        self.sockets()
        self.times = self.secret.stat().st_mtime, self.precious.stat().st_mtime
        if self.has_victim:
            self.start_a_victim()
        return self

    def start_a_victim(self) -> None:
        """A process that holds secrets in its memory, its environment and its files."""
        self.victim = self.stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", VICTIM, str(self.secret)],
                stdout=subprocess.PIPE,
                env={"VICTIM": IN_ENVIRONMENT},
                start_new_session=True,
            )
        )
        self.stack.callback(self.victim.kill)
        assert self.victim.stdout is not None
        words = self.victim.stdout.readline().split()
        self.address, self.descriptor = map(int, words)
        self.affinity = os.sched_getaffinity(self.victim.pid)
        self.files_limit = resource.prlimit(self.victim.pid, resource.RLIMIT_NOFILE)

    def sockets(self) -> None:
        """What listens on this machine."""
        opened: dict[str, socket.socket] = {}
        for name, kind, place in (
            ("tcp", (socket.AF_INET, socket.SOCK_STREAM), ("127.0.0.1", 0)),
            ("udp", (socket.AF_INET, socket.SOCK_DGRAM), ("127.0.0.1", 0)),
            ("door", (socket.AF_UNIX, socket.SOCK_STREAM), f"d{self.number}"),
            ("letterbox", (socket.AF_UNIX, socket.SOCK_DGRAM), f"l{self.number}"),
            ("abstract", (socket.AF_UNIX, socket.SOCK_STREAM), f"\0{self.marker}"),
        ):
            opened[name] = self.stack.enter_context(socket.socket(*kind))
            at = place
            if name in {"door", "letterbox"}:
                at = str(self.folder / str(place))
            opened[name].bind(at)
            opened[name].settimeout(0)
            if kind[1] is socket.SOCK_STREAM:
                opened[name].listen()
        self.listeners = opened

    def __exit__(self, *_: object) -> None:
        for pid in running(self.marker):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        (Path("/dev/shm") / self.marker).unlink(missing_ok=True)  # noqa: S108 - theirs
        for kind in ("shm", "sem", "msg"):
            if self.shares(kind):
                option = {"shm": "-M", "sem": "-S", "msg": "-Q"}[kind]
                subprocess.run(["ipcrm", option, str(self.key)], check=False)
        self.stack.close()

    @property
    def key(self) -> int:
        return 0x0D12_0000 + self.number

    def arguments(self) -> dict[str, Any]:
        """What an attack is told."""
        return {
            "secret": str(self.secret),
            "folder": str(self.folder),
            "target": str(self.target),
            "granted": str(self.granted),
            "link": str(self.link),
            "marker": self.marker,
            "number": self.key,
            "referee": os.getpid(),
            "tcp": self.listeners["tcp"].getsockname()[1],
            "udp": self.listeners["udp"].getsockname()[1],
            "door": self.listeners["door"].getsockname(),
            "letterbox": self.listeners["letterbox"].getsockname(),
            "abstract": self.marker,
            **self.about_the_victim(),
        }

    def about_the_victim(self) -> dict[str, int]:
        if not self.has_victim:
            return {}
        return {
            "victim": self.victim.pid,
            "address": self.address,
            "door_of_victim": self.descriptor,
        }

    # --- what the host sees ----------------------------------------------------------

    def was_reached(self, name: str) -> bool:
        """Whether something came to a listener."""
        listener = self.listeners[name]
        with suppress(BlockingIOError):
            if listener.type is socket.SOCK_DGRAM:
                return listener.recv(100) == b"attack"
            caller, _ = listener.accept()
            caller.close()
            return True
        return False

    def was_signalled(self) -> bool:
        """Whether the victim got a signal, or died of one."""
        assert self.victim.stdout is not None
        time.sleep(0.02)
        os.set_blocking(self.victim.stdout.fileno(), False)
        said = self.victim.stdout.read()
        return self.victim.poll() is not None or bool(said)

    def memory(self) -> bytes:
        """What the victim's memory says now."""
        with Path(f"/proc/{self.victim.pid}/mem").open("rb") as file:
            file.seek(self.address)
            return file.read(11)

    def shares(self, kind: str) -> bool:
        """Whether the host has a System V object of this target's number."""
        with suppress(OSError):
            lines = Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]
            return any(int(line.split()[0]) == self.key for line in lines)
        return False

    def entries(self) -> Iterator[str]:
        """Names in the folder that was not to be written."""
        yield from (each.name for each in self.folder.iterdir())
