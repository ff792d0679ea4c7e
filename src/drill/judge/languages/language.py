"""The languages besides Python that a submission can be written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drill.judge.allowance import MIB

LAST_LINES: Final = 400
"""Of what a program printed: a runtime shows its stacks after its last words."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language, and how its programs differ from Python's."""

    name: str
    """As a kata's files are called in the format: `cpp`."""
    title: str
    """For people: `C++`."""
    source: str
    """The name of the file with the submission, which diagnostics show."""
    programs: tuple[str, ...]
    """What compiles it, or runs it; the first that is found is used."""
    package: str
    """What Debian and its kin call the package with that program."""
    is_compiled: bool = True
    reserves: bool = False
    """Whether programs ask for far more address space than they use: then memory is
    watched from outside, and the kernel's limit is only a second wall."""
    base_bytes: int = 0
    """What a program holds that does nothing yet, beside the learner's own."""
    memory_words: tuple[str, ...] = ()
    """What its runtime prints when it ends because memory ran out."""

    def ran_out(self, output: str) -> str:
        """What a program printed that says that memory ran out; empty if nothing.

        Who forges it gets another failing verdict, and nothing else.
        """
        lines = output.splitlines()[-LAST_LINES:]
        said = (line for line in lines if any(w in line for w in self.memory_words))
        return next(said, "")


CPP: Final = Language(
    name="cpp",
    title="C++",
    source="solution.cpp",
    programs=("g++", "clang++"),
    package="g++",
)
RUST: Final = Language(
    name="rust",
    title="Rust",
    source="solution.rs",
    programs=("rustc",),
    package="rustc",
    memory_words=("memory allocation of",),
)
GO: Final = Language(
    name="go",
    title="Go",
    source="solution.go",
    programs=("go",),
    package="golang-go",
    reserves=True,
    base_bytes=16 * MIB,
    memory_words=("runtime: out of memory", "cannot allocate memory"),
)
JAVASCRIPT: Final = Language(
    name="javascript",
    title="JavaScript",
    source="solution.js",
    programs=("node", "nodejs"),
    package="nodejs",
    is_compiled=False,
    reserves=True,
    base_bytes=96 * MIB,
    memory_words=("JavaScript heap out of memory", "Out of memory", "Zone Allocation"),
)

LANGUAGES: Final = {each.name: each for each in (CPP, RUST, GO, JAVASCRIPT)}
"""Every language but Python by its name."""
