"""The first thing that runs in a child: it takes away what no solution needs.

Like `drill.judge.worker` it imports nothing of drill and is sent compiled. It is all
trusted code; foreign code is read only after `apply` has returned.
"""

from __future__ import annotations

import ctypes
import os
import resource
import stat
import struct
import sys
from typing import Any

LIBC = ctypes.CDLL(None, use_errno=True)

SIGKILL = 9
"""Importing `signal` for its name costs a millisecond of each start."""
PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
CLEAR_ALL = 4
CAPABILITY_VERSION = 0x2008_0522

SECCOMP = {"x86_64": 317, "aarch64": 277}
CAPSET = {"x86_64": 126, "aarch64": 91}
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""Landlock's calls have one number on every processor."""
ASK_VERSION = 1
PATH_BENEATH = 1
FILTER = 1
EXECUTE, READ_FILE, READ_DIR = 1 << 0, 1 << 2, 1 << 3
FIRST_RIGHTS = (1 << 13) - 1
"""Rights over files that Landlock's first version knows."""
LATER_RIGHTS = {2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
"""What later ones added: moving between folders, truncating, controlling devices."""
SINCE_NETWORK, NETWORK = 4, 3
"""Binding and connecting."""
SINCE_SCOPE, SCOPE = 6, 3
"""Abstract sockets and signals."""


class Failed(Exception):
    """Something could not be taken away; the text says what, and why."""


def apply(settings: dict[str, Any]) -> None:
    """Take away what the settings say, or refuse to go on.

    Args:
        settings: as `drill.judge.sandbox.rungs` makes them.

    Raises:
        Failed: something could not be taken away.
    """
    if settings["lifeline"] is not None:
        _hold_on_to(settings["lifeline"])
    _limit(settings["limits"])
    _make_room(settings["stack"])
    if sys.platform != "linux":
        return
    if settings["walls"] is not None:
        _give_up_privileges(settings["walls"]["machine"])
    if not settings["dumpable"]:
        _checked("dumpable", LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0))
    if settings["parent"] is not None:
        _die_with(settings["parent"])
    if settings["walls"] is not None:
        _see_only(settings["walls"])
        _call_only(settings["walls"])


def _limit(limits: dict[str, int]) -> None:
    for name, most in limits.items():
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (least, least))
        except (OSError, ValueError) as error:
            raise Failed(f"{name}: {error}") from error


def _make_room(size: int) -> None:
    """Let functions call themselves often: the main thread's stack grows on demand."""
    _, hard = resource.getrlimit(resource.RLIMIT_STACK)
    most = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_STACK, (most, hard))


def _hold_on_to(lifeline: int) -> None:
    """End this process when the other end of a pipe is closed."""
    import threading  # not needed where the kernel tells of it

    def wait() -> None:
        os.read(lifeline, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _give_up_privileges(machine: str) -> None:
    """Root without capabilities is a user that owns many files, which Landlock holds.

    What was given up cannot come back: no program that could give it is started.
    """
    _checked("no_new_privs", LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    LIBC.prctl(PR_CAP_AMBIENT, CLEAR_ALL, 0, 0, 0)
    header = ctypes.create_string_buffer(struct.pack("Ii", CAPABILITY_VERSION, 0))
    nothing = ctypes.create_string_buffer(bytes(24))
    _call("capset", CAPSET[machine], header, nothing)


def _die_with(parent: int) -> None:
    """End this process when the referee's ends."""
    _checked("pdeathsig", LIBC.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0))
    if os.getppid() != parent:
        os._exit(1)


def landlock_version() -> int:
    """How much the kernel's Landlock can do, from 1.

    Raises:
        Failed: it has none.
    """
    return _call("Landlock", CREATE_RULESET, None, 0, ASK_VERSION)


def _see_only(walls: dict[str, Any]) -> None:
    """Landlock: read what a solution needs; open, reach and signal nothing else."""
    version = min(landlock_version(), walls["version"])
    if version < 1:
        raise Failed("Landlock: not to be used")
    rights = FIRST_RIGHTS
    for since, right in LATER_RIGHTS.items():
        rights |= right * (version >= since)
    handled = [rights]
    handled += [NETWORK] * (version >= SINCE_NETWORK)
    handled += [SCOPE] * (version >= SINCE_SCOPE)
    packed = struct.pack(f"={len(handled)}Q", *handled)
    attributes = ctypes.create_string_buffer(packed, len(packed))
    rules = _call("Landlock", CREATE_RULESET, attributes, len(packed), 0)
    for path in walls["readable"]:
        _grant(rules, path, READ_FILE | READ_DIR)
    for path in walls["listable"]:
        _grant(rules, path, READ_DIR)
    for path in walls["executed"]:
        _grant(rules, path, READ_FILE | EXECUTE)
    _call("Landlock", RESTRICT_SELF, rules, 0)
    os.close(rules)


def _grant(rules: int, path: str, rights: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there, or cannot be reached, is not granted
    try:
        if not stat.S_ISDIR(os.fstat(opened).st_mode):
            rights &= READ_FILE | EXECUTE
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, opened), 12)
        _call("Landlock", ADD_RULE, rules, PATH_BENEATH, rule, 0)
    finally:
        os.close(opened)


def _call_only(walls: dict[str, Any]) -> None:
    """Seccomp: the last step, for it forbids all the steps before."""
    code = bytearray(walls["filter"])
    for slot in walls["own_pid"]:
        code[slot : slot + 4] = struct.pack("=I", os.getpid())
    program = ctypes.create_string_buffer(bytes(code), len(code))
    described = struct.pack("@HP", len(code) // 8, ctypes.addressof(program))
    pointer = ctypes.create_string_buffer(described, len(described))
    _call("seccomp", SECCOMP[walls["machine"]], FILTER, 0, pointer)


def _call(what: str, *arguments: Any) -> int:
    longs = (
        ctypes.c_long(each) if isinstance(each, int) else each for each in arguments
    )
    return _checked(what, LIBC.syscall(*longs))


def _checked(what: str, result: int) -> int:
    if result < 0:
        raise Failed(f"{what}: {os.strerror(ctypes.get_errno())}")
    return result
