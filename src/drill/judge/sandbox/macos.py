"""What `sandbox-exec` of macOS is told. Experimental: the tests read it, no Mac ran it.

Apple calls the program deprecated and still ships it; a profile is a list of rules of
which the last that fits decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.judge.sandbox.readable import Readable

PROGRAM = "/usr/bin/sandbox-exec"
SYSTEM = (
    "/usr/lib",
    "/System/Library",
    "/System/Volumes/Preboot/Cryptexes/OS",
    "/private/var/db/dyld",
)
"""What the dynamic linker reads beside the interpreter's own files."""
DEVICES = ("/dev/null", "/dev/random", "/dev/urandom")


def profile(view: Readable) -> str:
    """The rules for a worker: reading its library, and its own process.

    Args:
        view: what it may read.
    """
    folders = [*SYSTEM, *map(str, view.roots)]
    lines = [
        "(version 1)",
        "(deny default)",
        "(allow file-read-metadata)",
        "(allow sysctl-read)",
        "(allow signal (target self))",
        f"(allow process-exec (literal {_quoted(str(view.interpreter))}))",
        *(f"(allow file-read* (subpath {_quoted(each)}))" for each in folders),
        *(f"(allow file-read* (literal {_quoted(each)}))" for each in ("/", *DEVICES)),
        *(
            f"(deny file-read-data (subpath {_quoted(str(each))}))"
            for each in view.hidden
        ),
        "(deny process-fork)",
        "(deny network*)",
        "(deny file-write*)",
        "(deny mach-lookup)",
    ]
    return "\n".join(lines) + "\n"


def prefix(view: Readable) -> tuple[str, ...]:
    """The words before the worker's own command."""
    return (PROGRAM, "-p", profile(view))


def _quoted(text: str) -> str:
    """A text as a profile writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
