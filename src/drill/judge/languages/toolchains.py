"""Finds what compiles or runs each language on this machine, and what it needs."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drill.errors import ToolchainMissing
from drill.judge.languages.language import GO, JAVASCRIPT, LANGUAGES, RUST

if TYPE_CHECKING:
    from drill.judge.languages.language import Language

PATIENCE_S: Final = 20
SYSTEM: Final = (
    *("/usr/bin", "/usr/include", "/usr/libexec", "/usr/share/nodejs"),
    *("/usr/local/include", "/etc/alternatives"),
)
"""Where the system keeps what compilers need, beside its libraries."""


@dataclass(frozen=True, slots=True)
class Toolchain:
    """What one language is compiled or run with. Absolute paths on this machine."""

    language: Language
    program: Path
    version: str
    """What it says of itself, on one line; empty if nothing."""
    roots: tuple[Path, ...]
    """Folders that it reads, beside those of a worker."""
    variables: tuple[tuple[str, str], ...] = ()
    """Of its environment."""


def installing(language: Language) -> str:
    """What to install for a language, as a sentence."""
    return (
        f"Install {language.title} with your system's package manager: Debian's package"
        f" is called `{language.package}`."
    )


def toolchain(name: str) -> Toolchain:
    """What a language is compiled or run with here.

    Args:
        name: of one of `LANGUAGES`.

    Raises:
        ToolchainMissing: its program is not there, or does not say where it keeps
            its library.
    """
    language = LANGUAGES[name]
    found = _found(name, os.environ.get("PATH", ""))
    if isinstance(found, str):
        raise ToolchainMissing(language.title, found, installing(language))
    return found


@cache
def _found(name: str, path: str) -> Toolchain | str:
    """The first toolchain on a search path that works, or why there is none.

    Looked up once: asking a compiler takes 10 ms and more.
    """
    language = LANGUAGES[name]
    reason = f"{' or '.join(language.programs)} is not on this machine's path"
    for folder in path.split(os.pathsep):
        for program in language.programs:
            found = shutil.which(program, path=folder) if folder else None
            if found is None:
                continue
            described = _described(language, Path(found))
            if described is not None:
                return described
            reason = f"{found} does not say where it keeps its library"
    return reason


def _described(language: Language, program: Path) -> Toolchain | None:
    home: Path | None = None
    variables: tuple[tuple[str, str], ...] = ()
    if language is RUST:
        home = _home(program, "--print", "sysroot")
        # What `rustup` puts on the path only starts the compiler proper, which finds
        # its own library through `/proc`.
        program = home / "bin" / "rustc" if home else program
        variables = (("LD_LIBRARY_PATH", f"{home}/lib"),)
    elif language is GO:
        home = _home(program, "env", "GOROOT")
        program = home / "bin" / "go" if home else program
        variables = (("GOROOT", str(home)),)
    elif language is JAVASCRIPT:
        program = program.resolve()
    if (language in {RUST, GO} and home is None) or not program.exists():
        return None
    roots = [Path(each) for each in SYSTEM]
    if home is not None and home != Path("/usr"):
        # Debian's Go keeps its library elsewhere, and leads there by links.
        inner = [
            each.resolve()
            for pattern in ("*", "*/*")
            for each in sorted(home.glob(pattern))
            if each.is_symlink()
        ]
        roots += [home, *(each for each in inner if not each.is_relative_to(home))]
    if language is JAVASCRIPT:
        roots = [program, Path("/usr/share/nodejs")]
    asked = "version" if language is GO else "--version"
    there = tuple(dict.fromkeys(root for root in roots if root.exists()))
    return Toolchain(language, program, _said(program, asked), there, variables)


def _home(program: Path, *asked: str) -> Path | None:
    said = _said(program, *asked)
    return Path(said) if said and Path(said).is_dir() else None


def _said(program: Path, *asked: str) -> str:
    """The first line that a program answers; empty if it does not."""
    with suppress(OSError, subprocess.SubprocessError, IndexError):
        answer = subprocess.run(
            [str(program), *asked],
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            stdin=subprocess.DEVNULL,
        )
        return answer.stdout.splitlines()[0].strip()
    return ""
