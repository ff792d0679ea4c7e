"""Programs of other languages, as a sandbox has to know them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

SUBMISSION: Final = "/submission"
"""Where a sandbox has the program that was compiled."""


@dataclass(frozen=True, slots=True)
class Executable:
    """A program that takes the place of Python's worker once the walls stand.

    It is asked and replies in the same frames, on the two descriptors that are the last
    of its arguments. `strong+` alone can run one.
    """

    path: str
    """As the sandbox sees it."""
    arguments: tuple[str, ...] = ()
    """Before the descriptors; the name it is called by comes first of itself."""
    image: bytes | None = None
    """What lies at the path; None if it is a program of this machine."""
    roots: tuple[Path, ...] = ()
    """What it reads, beside what a worker may."""
    variables: tuple[tuple[str, str], ...] = ()
    """Of its environment, beside a worker's."""
    calls: tuple[str, ...] = ()
    """System calls that its runtime needs beside a worker's and `execve`; of
    `drill.judge.sandbox.system_calls.FURTHER`."""
    reserves: bool = False
    """Whether it asks for far more address space than it uses."""

    @property
    def executed(self) -> tuple[str, ...]:
        """All files that may be executed: the program, and what loads it."""
        return (self.path, *(() if self.image is not None else _loaders()))


def _loaders() -> tuple[str, ...]:
    """The dynamic loaders of this machine, wherever its libraries are."""
    found = {
        str(loader.resolve())
        for folder in ("/lib", "/lib64", "/usr/lib", "/usr/lib64")
        for loader in Path(folder).glob("ld-*.so*")
    }
    return tuple(sorted(found))
