"""What a worker is asked, and what came of it: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.judge.languages.language import Language
    from drill.judge.sandbox.executables import Executable


@dataclass(frozen=True, slots=True)
class Program:
    """What a worker runs; it never sees a path of this machine."""

    modules: Mapping[str, str]
    """Module name to source, such as `solution`; importable by these names."""
    main: str
    """The module whose names are called; it is imported when the worker starts."""
    executable: Executable | None = None
    """A program of another language that takes the place of Python's worker."""
    runtime: Language | None = None
    """Of the executable."""
    told: Mapping[str, Any] | None = None
    """What the executable is told beside the modules, as plain values."""


@dataclass(frozen=True, slots=True)
class Call:
    """One question to a worker."""

    kind: Literal["function", "class", "drive"]
    """`class` builds an object and calls it in turn; `drive` hands the main module to
    a function of the module `driver`."""
    name: str
    """Of the function or the class."""
    arguments: Mapping[str, Any]
    """By name; of a class `{"init": {…}, "calls": [[name, *arguments], …]}`."""
    rng: str | None = None
    """A seed: `random.Random(rng)` becomes the first argument."""
    module: str | None = None
    """Where the name is looked up; None for the main module, or for `driver`."""
    is_fresh: bool = False
    """Whether the modules are loaded anew first, under the allowance of this call."""


class AnswerKind(StrEnum):
    """How a call ended. After anything but `OK` and `ERROR` the worker is dead."""

    OK = "ok"
    ERROR = "error"
    """An exception, or a result that is no plain value."""
    TIME = "time"
    """More CPU time than allowed."""
    WALL = "wall"
    """More time outside than allowed."""
    MEMORY = "memory"
    OUTPUT = "output"
    """More was printed than allowed."""
    CRASHED = "crashed"
    """Ended by a signal."""
    EXITED = "exited"
    """Ended by itself before it answered."""
    FORBIDDEN = "forbidden"
    """Ended by the sandbox for a system call that no solution needs."""
    PROTOCOL = "protocol"
    """Said something that no honest worker says."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class FaultFrame:
    """One line of a traceback."""

    module: str
    """As the program names it: `solution`."""
    line: int
    """From 1."""
    function: str
    source: str
    """The line itself without its indentation; may be empty."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An exception, as the worker tells of it: hostile text throughout."""

    type: str
    """The name of its class."""
    message: str
    frames: tuple[FaultFrame, ...] = ()
    """In the program's own modules alone, outermost first."""
    bases: tuple[str, ...] = ()
    """Names of the classes it inherits from, nearest first."""
    call: int | None = None
    """Of a class: which call raised it, from 1; 0 when the object was built."""
    is_any: bool = False
    """Whether it is as good as any exception: other languages name theirs otherwise."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call. All text in it was written by the program: escape it."""

    kind: AnswerKind
    value: Any = None
    """Of `OK`: None, truth values, numbers, text, lists, mappings with text keys."""
    error: Fault | None = None
    """Of `ERROR`."""
    output: str = ""
    """What was printed since the call before, up to the limit."""
    cpu_s: float = 0.0
    wall_s: float = 0.0
    peak_bytes: int = 0
    """The most memory the worker ever held, the interpreter included; 0 when the
    platform does not say."""
    signal: int | None = None
    """Of `CRASHED` and `FORBIDDEN`."""
    status: int | None = None
    """Of `EXITED`."""
    detail: str = ""
    """Of `PROTOCOL` what was wrong, of `MEMORY` how it was seen."""

    @property
    def is_alive(self) -> bool:
        """Whether the worker can be asked again."""
        return self.kind in {AnswerKind.OK, AnswerKind.ERROR}
