"""The kata: code to write, described by the `kata.yaml` of a folder.

Starter, solution, cases and wrong solutions are files beside it; the judge reads
them, not this module.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from drill.content.base import BaseNote
from drill.content.fields import (
    Count,
    Extent,
    Line,
    MaybeText,
    Model,
    Positive,
    Slug,
    Text,
    Whole,
)


class Stage(Model):
    """One rule of the thing to build, checked by itself."""

    id: Slug
    title: Line
    statement: Text


class Limits(Model):
    """What one case may use."""

    time_s: Positive
    """Seconds of CPU time."""
    memory_mib: Count | None = None
    """Mebibytes of memory; without it the judge's own limit."""


class RandomCases(Model):
    """Cases drawn by the generator, growing in size."""

    count: Count
    size: Extent
    seed: Whole = 0


class LargeCase(Model):
    """The case that the naive complexity cannot pass."""

    size: Count


class Cases(Model):
    """Where the cases come from; at least one of the two."""

    file: Line | None = None
    """A YAML file of cases with what is wanted."""
    generator: Line | None = None
    """A Python file that makes arguments; the solution says what is wanted."""
    random: RandomCases | None = None
    large: LargeCase | None = None


class Kata(BaseNote):
    """Code to write; marked by the judge."""

    kind: Literal["kata"] = "kata"
    asks: ClassVar[str] = "statement"
    topic: Slug
    """The topic of this deck that the kata belongs to."""
    title: Line
    minutes: Count | None = None
    signature: Text
    """The first line of what is to be written."""
    statement: Text
    stages: tuple[Stage, ...] = ()
    constraints: MaybeText = ""
    limits: Limits | None = None
    cases: Cases | None = None
