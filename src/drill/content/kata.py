"""The kata: code to write, described by the `kata.yaml` of a folder.

Starter, solution, cases and wrong solutions are files beside it;
`drill.content.kata_files` reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator
from pydantic.json_schema import WithJsonSchema

from drill.content.base import BaseNote
from drill.content.fields import (
    Count,
    Line,
    MaybeText,
    Model,
    NotNegative,
    Positive,
    Slug,
    Text,
    Whole,
    defect,
    line_of,
    shown,
)

if TYPE_CHECKING:
    from typing import Self

HOW: TypeAlias = Literal["exact", "floats", "unordered", "checker"]
"""Ways to compare what came with what is wanted."""

LEAST_STEPS: Final = 3
"""Doublings that a slope can be fitted to."""

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")
_ENTRY = re.compile(r"^[ \t]*(def|class)[ \t]+([A-Za-z_]\w*)", re.MULTILINE)


def _file(value: object, info: ValidationInfo) -> str:
    name = line_of(value, info)
    if _FILE.fullmatch(name):
        return name
    hint = "A file of the kata's own folder, such as `cases.py`."
    raise defect("F006", f"{shown(name)} is no name of a file", hint)


FileName = Annotated[
    str,
    BeforeValidator(_file),
    WithJsonSchema({"type": "string", "pattern": f"^{_FILE.pattern}$"}),
]
"""A file beside `kata.yaml`; never a path."""


class Sizes(Model):
    """The sizes of random cases, both ends included."""

    least: Annotated[Whole, Field(ge=0)] = Field(alias="from")
    most: Count = Field(alias="to")

    @model_validator(mode="after")
    def _grow(self) -> Self:
        if self.least > self.most:
            message = f"sizes run from {self.least} down to {self.most}"
            raise defect("N006", message, "Random cases grow in size.")
        return self


class RandomCases(Model):
    """Cases drawn by the generator, growing in size."""

    count: Annotated[Count, Field(le=1000)]
    size: Sizes
    seed: Whole = 0


class LargeCase(Model):
    """The case that the naive complexity cannot pass."""

    size: Count


class Growth(Model):
    """A check of the complexity, by the CPU time at doubled sizes."""

    least: Count = Field(alias="from")
    """The smallest size."""
    steps: Annotated[Count, Field(ge=LEAST_STEPS, le=10)] = 5
    """Sizes measured, each twice the one before."""
    at_most: Positive = 1.5
    """The slope of log time over log size that costs nothing."""


class Stage(Model):
    """One rule of the thing to build, checked by itself."""

    id: Slug
    title: Line
    statement: Text
    hints: tuple[Text, ...] = ()
    """Help for this stage by degrees, before the kata's own."""
    random: RandomCases | None = None
    """Cases of this stage; the generator is told the stage."""


class Limits(Model):
    """What one case may use."""

    time_s: Annotated[Positive, Field(le=60)]
    """Seconds of CPU time."""
    wall_s: Annotated[Positive, Field(le=120)] | None = None
    """Seconds by the clock on the wall; without it twice the CPU time and two more."""
    memory_mib: Annotated[Count, Field(ge=32, le=4096)] | None = None
    """Mebibytes of memory; without it the judge's own limit."""
    output_kib: Annotated[Count, Field(le=1024)] | None = None
    """Kibibytes that it may print; without it the judge's own limit."""


class Compare(Model):
    """How what came is compared with what is wanted."""

    how: HOW = "exact"
    relative: NotNegative = 1e-9
    """Of `floats`: allowed share of the number wanted."""
    absolute: NotNegative = 1e-12
    """Of `floats`: allowed difference."""
    file: FileName | None = None
    """Of `checker`: Python with `check(args, got, want)`, None where it is right."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.how == "checker") != (self.file is not None):
            what = "needs a file" if self.file is None else "has no file"
            raise defect("N006", f"`how: {self.how}` {what}", "Only a checker has one.")
        return self


class Cases(Model):
    """Where the cases come from; at least one of the two."""

    file: FileName | None = None
    """A YAML file of cases with what is wanted."""
    generator: FileName | None = None
    """A Python file that makes arguments; the solution says what is wanted."""
    random: RandomCases | None = None
    large: LargeCase | None = None
    growth: Growth | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.file is None and self.generator is None:
            message = "neither a file of cases nor a generator"
            raise defect("N006", message, "Write `file: cases.yaml`.")
        drawn = ("random", "large", "growth")
        if self.generator is None and any(getattr(self, key) for key in drawn):
            asked = next(key for key in drawn if getattr(self, key))
            message = f"`{asked}` needs a generator"
            raise defect("N006", message, "Write `generator: cases.py`.")
        return self


@dataclass(frozen=True, slots=True)
class Entry:
    """What the judge calls."""

    kind: Literal["function", "class"]
    name: str


class Kata(BaseNote):
    """Code to write; marked by the judge."""

    kind: Literal["kata"] = "kata"
    asks: ClassVar[str] = "statement"
    topic: Slug
    """The topic of this deck that the kata belongs to."""
    title: Line
    minutes: Count | None = None
    signature: Text
    """What is to be written; its first `def` or `class` is what the judge calls."""
    statement: Text
    stages: tuple[Stage, ...] = ()
    constraints: MaybeText = ""
    limits: Limits | None = None
    compare: Compare = Compare()
    cases: Cases | None = None
    driver: FileName | None = None
    """Python with `drive(solution, **args)`, run beside the code, for real threads."""

    @property
    def entry(self) -> Entry | None:
        """The function or class that the signature names, if it names one."""
        found = _ENTRY.search(self.signature)
        if found is None:
            return None
        return Entry("function" if found[1] == "def" else "class", found[2])
