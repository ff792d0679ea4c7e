"""The command line that puts a worker into namespaces of its own.

It sees an empty tree with the interpreter and the system's libraries, read-only; no
other process, no network, no `/proc`, no `/dev`, no folder that can be written.
"""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.judge.sandbox.readable import Readable

NOBODY = "65534"
"""The user that a worker seems to be, whoever started it."""
PATIENCE_S = 10


def found() -> Path | None:
    """Where bubblewrap lies; None when it is not installed."""
    path = shutil.which("bwrap")
    return Path(path).absolute() if path else None


def version(program: Path) -> str:
    """What it says of itself, such as `bubblewrap 0.8.0`; empty if nothing."""
    with suppress(OSError, subprocess.SubprocessError):
        answer = subprocess.run(
            [str(program), "--version"],
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )
        return answer.stdout.strip()
    return ""


def prefix(  # noqa: PLR0913 - all that a tree is made of
    program: Path,
    view: Readable,
    environment: dict[str, str],
    *,
    disable_userns: bool,
    places: tuple[str, ...] = (),
    folder: str = "/",
) -> tuple[str, ...]:
    """The words before the worker's own command.

    Args:
        program: where bubblewrap lies.
        view: what the worker may read.
        environment: all the variables that it has.
        disable_userns: whether bubblewrap itself forbids more user namespaces; where
            it cannot, seccomp alone does.
        places: words for what else lies in the tree.
        folder: in which the program starts.
    """
    return (
        str(program),
        *("--unshare-all", "--unshare-user"),
        *(("--disable-userns",) if disable_userns else ()),
        *("--uid", NOBODY, "--gid", NOBODY, "--cap-drop", "ALL"),
        *("--die-with-parent", "--new-session", "--clearenv"),
        *_variables(environment),
        *_tree(view),
        *places,
        *("--remount-ro", "/", "--chdir", folder, "--"),
    )


def _variables(environment: dict[str, str]) -> Iterator[str]:
    for name, value in environment.items():
        yield from ("--setenv", name, value)


def _tree(view: Readable) -> Iterator[str]:
    for target, place in view.links:
        yield from ("--symlink", target, place)
    for root in view.roots:
        yield from ("--ro-bind", str(root), str(root))
    for hidden in view.hidden:
        yield from ("--tmpfs", str(hidden), "--remount-ro", str(hidden))
