"""The program that runs a compiler inside of its sandbox.

Like `drill.judge.worker` it imports nothing of drill: its source is handed over. It is
told everything on standard input, and answers on standard output: a length of four
bytes, so much JSON, and the program that was made.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

PR_SET_NO_NEW_PRIVS = 38
SECCOMP = {"x86_64": 317, "aarch64": 277}
MOST_SAID = 65_536


def call_only(machine: str, code: bytes) -> None:
    """Seccomp: what only an attack asks for ends the process."""
    libc = ctypes.CDLL(None, use_errno=True)
    program = ctypes.create_string_buffer(code, len(code))
    described = struct.pack("@HP", len(code) // 8, ctypes.addressof(program))
    pointer = ctypes.create_string_buffer(described, len(described))
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs")
    number = ctypes.c_long(SECCOMP[machine])
    if libc.syscall(number, ctypes.c_long(1), ctypes.c_long(0), pointer) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


def compiled(task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What the compiler makes of the files of a task, and what it says."""
    for name, most in task["limits"].items():
        resource.setrlimit(getattr(resource, name), (most, most))
    # Apart from where temporary files go: Go takes no module from there.
    Path("work").mkdir()
    os.chdir("work")
    for name, text in task["files"].items():
        Path(name).write_text(text, "utf-8", errors="replace")
    call_only(task["machine"], bytes.fromhex(task["filter"]))
    with Path("said").open("w+b") as said:
        done = subprocess.run(
            task["command"],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=task["variables"],
        )
        said.seek(0)
        text = said.read(MOST_SAID).decode(errors="replace")
    made = b""
    if done.returncode == 0:
        with suppress(OSError), Path(task["made"]).open("rb") as file:
            made = file.read(task["most"] + 1)
    return {"status": done.returncode, "said": text}, made


def main() -> None:
    """Read a task, run it, answer."""
    size = int.from_bytes(sys.stdin.buffer.read(4), "big")
    told, made = compiled(json.loads(sys.stdin.buffer.read(size)))
    body = json.dumps(told).encode()
    os.write(1, len(body).to_bytes(4, "big"))
    sys.stdout.buffer.write(body + made)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
