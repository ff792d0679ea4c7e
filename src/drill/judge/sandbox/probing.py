"""Which rungs of the ladder hold on this machine: each is tried by a real run.

Nothing is read off versions or settings of the system. The answer is remembered under a
hash of all that was tried, the command lines included; whatever it says, a worker that
cannot put up its walls does not run.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import drill
from drill.content.atomic import write_atomically
from drill.errors import NotWritable, SandboxUnavailable
from drill.judge.boot import sources
from drill.judge.sandbox import bubblewrap, macos
from drill.judge.sandbox.readable import closed_to_mere_root, readable
from drill.judge.sandbox.rungs import Refusal, Rung, Sandbox
from drill.judge.sandbox.seccomp import ARCHITECTURES
from drill.judge.sandbox.trying import ALLOWANCE, weakness
from drill.judge.spawning import LATE

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "sandbox.json"
"""In the folder of what may be deleted at any time."""
INSTALL = (
    "Install bubblewrap with your system's package manager: the package is called"
    " `bubblewrap`."
)
OPEN_NAMESPACES = (
    "bubblewrap needs user namespaces of its own. Ubuntu since 24.04 closes them to"
    " programs without an AppArmor profile"
    " (`kernel.apparmor_restrict_unprivileged_userns`), many containers to all."
)
NEWER_KERNEL = "Landlock came with Linux 5.13 and may be switched off at boot (`lsm=`)."
WSL = "In WSL 2 drill has the sandboxes of Linux."
OTHER_PYTHON = "Start drill as the owner of that folder, or with the system's Python."
LANDLOCK = "Landlock"
WALLED = (Rung.STRONG_PLUS, Rung.STRONG, Rung.MACOS)
"""All that are tried, on any platform."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs that hold here, and why others do not."""

    sandboxes: tuple[Sandbox, ...]
    """The strongest first; never `none`."""
    refusals: tuple[Refusal, ...]
    """Of the rungs of any platform that do not hold, the strongest first."""

    def best(self) -> Sandbox:
        """The strongest.

        Raises:
            SandboxUnavailable: none holds.
        """
        if not self.sandboxes:
            said = "; ".join(f"{each.rung}: {each.reason}" for each in self.refusals)
            raise SandboxUnavailable("any", said)
        return self.sandboxes[0]

    def at(self, rung: Rung) -> Sandbox:
        """The one of a rung; `none` is always there, for who asks for it by name.

        Raises:
            SandboxUnavailable: it does not hold here.
        """
        if rung is Rung.NONE:
            return Sandbox(rung, self.refusals)
        for each in self.sandboxes:
            if each.rung is rung:
                return each
        reasons = [each.reason for each in self.refusals if each.rung is rung]
        raise SandboxUnavailable(rung, "; ".join(reasons))


def probe(cache: Path | None, *, is_fresh: bool = False) -> Ladder:
    """Find out what holds here, or remember it.

    Args:
        cache: the folder of what may be deleted at any time; None to remember
            nothing.
        is_fresh: whether to try it all again. Settings of the system that opened or
            closed something are noticed only so.
    """
    if sys.platform == "win32":
        said = "it is not there on Windows"
        return Ladder((), tuple(Refusal(rung, said, WSL) for rung in WALLED))
    program = bubblewrap.found()
    key = _key(program)
    known = None if cache is None or is_fresh else _remembered(cache, key)
    if known is None:
        known = _tried(program)
        if cache is not None and _lasts(known):
            _remember(cache, key, known)
    return _ladder(program, known)


@dataclass(frozen=True, slots=True)
class _Known:
    """What trying showed, as it is remembered."""

    held: tuple[tuple[Rung, bool], ...]
    """Rungs, and whether bubblewrap forbids user namespaces itself."""
    refusals: tuple[Refusal, ...]


def _tried(program: Path | None) -> _Known:
    held: list[tuple[Rung, bool]] = []
    refusals: list[Refusal] = []
    for rung in WALLED:
        found = _found(rung, program)
        if isinstance(found, Refusal):
            refusals.append(found)
        else:
            held.append((rung, found.disable_userns))
    return _Known(tuple(held), tuple(refusals))


def _found(rung: Rung, program: Path | None) -> Sandbox | Refusal:
    """A rung's sandbox that holds here, or why none does."""
    refusal = _out_of_the_question(rung, program)
    if refusal is not None:
        return refusal
    reason = ""
    for sandbox in _variants(rung, program):
        reason = weakness(sandbox)
        if not reason:
            return sandbox
    return Refusal(rung, reason, _advice(rung, reason))


def _lasts(known: _Known) -> bool:
    """Whether it will be so next time: a machine under load lets a worker wait."""
    return not any(LATE in refusal.reason for refusal in known.refusals)


def _variants(rung: Rung, program: Path | None) -> Iterator[Sandbox]:
    yield Sandbox(rung, bwrap=program)
    if rung is Rung.STRONG_PLUS:  # some bubblewraps cannot; seccomp forbids it anyway
        yield Sandbox(rung, bwrap=program, disable_userns=False)


def _out_of_the_question(rung: Rung, program: Path | None) -> Refusal | None:
    if rung is Rung.MACOS:
        is_mac = sys.platform == "darwin" and Path(macos.PROGRAM).exists()
        return None if is_mac else Refusal(rung, "it is there on macOS alone")
    if sys.platform != "linux":
        return Refusal(rung, "it is there on Linux alone")
    machine = platform.machine()
    if machine not in ARCHITECTURES:
        return Refusal(rung, f"its filter of system calls has no table for {machine}")
    closed = closed_to_mere_root(readable().interpreter) if os.getuid() == 0 else None
    if closed is not None:
        said = f"Python lies in {closed}, where a root without its rights cannot go"
        return Refusal(rung, said, OTHER_PYTHON)
    if rung is Rung.STRONG_PLUS and program is None:
        return Refusal(rung, "bubblewrap is not installed", INSTALL)
    return None


def _advice(rung: Rung, reason: str) -> str:
    if LANDLOCK in reason:
        return NEWER_KERNEL
    return OPEN_NAMESPACES if rung is Rung.STRONG_PLUS else ""


def _ladder(program: Path | None, known: _Known) -> Ladder:
    order = list(Rung)
    sandboxes = tuple(
        Sandbox(
            rung,
            tuple(
                each
                for each in known.refusals
                if order.index(each.rung) < order.index(rung)
            ),
            bwrap=program,
            disable_userns=disable_userns,
        )
        for rung, disable_userns in known.held
    )
    return Ladder(sandboxes, known.refusals)


def _key(program: Path | None) -> str:
    """A hash of all that decides what holds."""
    parts: list[object] = [
        drill.__version__,
        sources(),
        platform.platform(),
        platform.python_version(),
        os.getuid(),
        "" if program is None else (str(program), bubblewrap.version(program)),
    ]
    for rung in WALLED:
        try:
            launch = Sandbox(rung, bwrap=program).launch(0, 0, 0, ALLOWANCE)
        except KeyError:  # a processor without a table
            continue
        parts += [launch.command, {**launch.settings, "parent": None}]
    return sha256(repr(parts).encode()).hexdigest()


def _remembered(cache: Path, key: str) -> _Known | None:
    """What was found before; None when nothing was, or it cannot be read."""
    try:
        told: dict[str, Any] = json.loads((cache / FILE).read_bytes())
        if told["key"] != key:
            return None
        held = tuple((Rung(rung), disable is True) for rung, disable in told["held"])
        if any(rung not in WALLED for rung, _ in held):
            return None
        refusals = tuple(
            Refusal(Rung(each["rung"]), each["reason"], each["what_to_install"])
            for each in told["refusals"]
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return _Known(held, refusals)


def _remember(cache: Path, key: str, known: _Known) -> None:
    told = {
        "key": key,
        "held": known.held,
        "refusals": [asdict(each) for each in known.refusals],
    }
    with suppress(OSError, NotWritable):  # it is tried again next time
        cache.mkdir(parents=True, exist_ok=True)
        write_atomically(cache / FILE, json.dumps(told, indent=1).encode())
