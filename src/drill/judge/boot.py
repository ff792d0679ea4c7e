"""What is sent to a fresh interpreter before anything else: trusted code, compiled.

The command line holds a few lines only; lockdown and worker come through the pipe, so
that nothing on the disk is read, and no path of drill is known in the child.
"""

from __future__ import annotations

import marshal
from functools import cache
from importlib.resources import files
from typing import Any

START = """
import marshal, posix, sys
def taken(count):
    data = b""
    while len(data) < count:
        piece = posix.read(requests, min(count - len(data), 65536))
        if not piece:
            posix._exit(0)
        data += piece
    return data
requests, replies = map(int, sys.argv[1:])
sys.argv = [""]
lockdown, worker, settings = marshal.loads(taken(int.from_bytes(taken(4), "big")))
first, second = {"__name__": "lockdown"}, {"__name__": "worker"}
exec(worker, second)
exec(lockdown, first)
said = b"ready"
try:
    first["apply"](settings)
except first["Failed"] as error:
    said = str(error).encode(errors="replace")[:2000]
posix.write(requests, said)
if said != b"ready":
    posix._exit(1)
other = settings["exec"]
if other is not None:
    # Not before it was heard that the walls stand: what it says must not be taken
    # for that.
    posix.read(requests, 1)
    posix.execve(other["path"], other["arguments"], other["variables"])
del other, lockdown, settings, first, taken
second["serve"](requests, replies)
"""
"""Of `python -c`; its arguments are the two private descriptors."""

READY = b"ready"


@cache
def sources() -> tuple[str, str]:
    """The programs that run in a child: lockdown and worker."""
    first, second = (
        files("drill.judge").joinpath(f"{name}.py").read_text(encoding="utf-8")
        for name in ("lockdown", "worker")
    )
    return first, second


@cache
def _codes() -> tuple[Any, Any]:
    first, second = (
        compile(source, f"<{name}>", "exec", dont_inherit=True, optimize=1)
        for name, source in zip(("lockdown", "worker"), sources(), strict=True)
    )
    return first, second


def first_message(settings: dict[str, Any]) -> bytes:
    """What `START` reads: lockdown, worker and the settings of the former.

    The interpreter must be of this one's version, or it cannot read the code.
    """
    body = marshal.dumps((*_codes(), settings))
    return len(body).to_bytes(4, "big") + body
