"""What the judge says of a submission: verdicts of cases, and what they come to.

Values alone. What a worker answered is told by `drill.judge.answers`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.judge.answers import Fault

WAY: Final = 0.5
"""Share of a stage's credit that goes with the cases before the first failing one."""
TOO_STEEP: Final = 0.8
"""What is left of the credit of a right submission that grows too steeply."""


class VerdictKind(StrEnum):
    """What became of a submission, or of one case."""

    PASSED = "passed"
    FAILED = "failed"
    """It answered, and the answer is wrong."""
    ERROR = "error"
    """It raised what nobody wanted, or could not be loaded."""
    TIME_LIMIT = "time limit"
    MEMORY_LIMIT = "memory limit"
    OUTPUT_LIMIT = "output limit"
    CRASHED = "crashed"
    """A signal ended it."""
    EXITED = "exited"
    """It ended its own process."""
    FORBIDDEN = "forbidden"
    """It did what the sandbox kills for."""
    PROTOCOL = "protocol"
    """It spoke past its harness, or answered more than an answer may be."""
    DECK_ERROR = "deck error"
    """Code or data of the deck is at fault."""
    DECK_REFUSED = "deck code refused"
    """All that could be run passed, but code of the deck may not run."""
    SANDBOX_UNAVAILABLE = "sandbox unavailable"
    TOOLCHAIN_MISSING = "toolchain missing"
    """Nothing here compiles or runs the language."""
    CANCELLED = "cancelled"

    @property
    def is_of_submission(self) -> bool:
        """Whether it says something of the submission: only this may count."""
        return self not in _OF_OTHERS


_OF_OTHERS: Final = frozenset(
    {
        VerdictKind.DECK_ERROR,
        VerdictKind.DECK_REFUSED,
        VerdictKind.SANDBOX_UNAVAILABLE,
        VerdictKind.TOOLCHAIN_MISSING,
        VerdictKind.CANCELLED,
    }
)


class Origin(StrEnum):
    """Where a case comes from."""

    WRITTEN = "written"
    RANDOM = "random"
    LARGE = "large"
    GROWTH = "growth"
    OWN = "own"
    """Typed by the learner."""


@dataclass(frozen=True, slots=True)
class CaseName:
    """What a case is called."""

    name: str
    """Unique in its kata: the author's, or such as `random 3` or `large`."""
    stage: str | None = None
    """The id of its stage; None in a kata without stages."""
    number: int = 0
    """Counted from 1 in the order of running."""
    origin: Origin = Origin.WRITTEN
    size: int | None = None
    """Of a drawn case, what the generator was asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is right: a value, or an exception."""

    value: Any = None
    raises: str | None = None
    """The name of the exception's class that is wanted instead of a value."""


@dataclass(frozen=True, slots=True)
class CaseVerdict:
    """What became of one case."""

    case: CaseName
    kind: VerdictKind
    arguments: Mapping[str, Any]
    """Of a function by name; of a class `init` and `calls`."""
    wanted: Wanted | None = None
    """None where nobody could say it."""
    got: Any = None
    has_got: bool = False
    """Whether a value came; `got` is none otherwise."""
    difference: tuple[str, ...] = ()
    """Where what came parts from what is wanted, or what went wrong, as lines."""
    fault: Fault | None = None
    """Of an error: the exception and the learner's own lines."""
    output: str = ""
    """What was printed in this case. Hostile text: whoever shows it escapes it."""
    cpu_s: float = 0.0
    wall_s: float = 0.0
    peak_bytes: int = 0
    shrunk_from: CaseName | None = None
    """Of a case that was searched for: the larger one that failed first."""

    @property
    def is_passed(self) -> bool:
        """Whether it came out right."""
        return self.kind is VerdictKind.PASSED


@dataclass(frozen=True, slots=True)
class StageResult:
    """How far one stage came."""

    id: str | None
    """None for the only one of a kata without stages."""
    passed: int
    """Cases that passed before the first that did not."""
    total: int
    """All its cases, run or not."""
    ended_by: VerdictKind = VerdictKind.PASSED
    """What its first failing case came to."""

    @property
    def is_passed(self) -> bool:
        """Whether every case of it passed."""
        return self.ended_by is VerdictKind.PASSED and self.passed == self.total


@dataclass(frozen=True, slots=True)
class GrowthResult:
    """How CPU time grows with the size."""

    points: tuple[tuple[int, float], ...]
    """Size and the least CPU time seen of it in seconds, by size."""
    at_most: float
    """The slope that costs nothing."""
    slope: float | None
    """Of log time over log size; None if it could not be fitted."""
    is_steep: bool
    """Whether it costs credit."""
    remark: str = ""
    """Why there is no slope, in a sentence."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a submission."""

    kind: VerdictKind
    cases: tuple[CaseVerdict, ...] = ()
    """Every case that ran, in order; a shrunk one is only in `failed`."""
    failed: CaseVerdict | None = None
    """The smallest failing case of the earliest stage that has one."""
    stages: tuple[StageResult, ...] = ()
    credit: float = 0.0
    """0 to 1, by `credit`."""
    growth: GrowthResult | None = None
    """None where the kata does not measure it, or something failed before."""
    cpu_s: float = 0.0
    """Of all cases together, in seconds."""
    rung: str = ""
    """The sandbox it ran in."""
    remark: str = ""
    """What was not run, or what is wrong with the deck, in a sentence."""

    @property
    def is_passed(self) -> bool:
        """Whether every case passed; a steep growth does not change that."""
        return self.kind is VerdictKind.PASSED

    @property
    def counts_against_learner(self) -> bool:
        """Whether it is a failure of the submission, and of nothing else."""
        return not self.is_passed and self.kind.is_of_submission


def credit(stages: Sequence[StageResult], growth: GrowthResult | None = None) -> float:
    """The worth of a submission.

    All stages weigh the same; a kata without stages is one stage. A stage that passes
    counts whole. One that does not counts by half of the share of its cases that passed
    before the first failing one: to come far is worth something, to be right as much
    again. A right submission whose time grows too steeply keeps four fifths.

    Returns:
        0 to 1; 1 exactly if every case passed and the growth is in bounds.
    """
    if not stages:
        return 0.0
    whole = sum(_worth(stage) for stage in stages) / len(stages)
    return whole * TOO_STEEP if growth and growth.is_steep else whole


def _worth(stage: StageResult) -> float:
    if stage.is_passed:
        return 1.0
    return WAY * stage.passed / stage.total if stage.total else 0.0


def verdict_of(stages: Sequence[StageResult]) -> VerdictKind:
    """What all stages come to.

    Cancelling and a missing sandbox end everything. A failure of the submission is
    certain whatever the deck does, so it goes before errors of the deck; of several the
    earliest stage's.
    """
    kinds = [stage.ended_by for stage in stages]
    for kind in (VerdictKind.CANCELLED, VerdictKind.SANDBOX_UNAVAILABLE):
        if kind in kinds:
            return kind
    failures = (kind for kind in kinds if kind.is_of_submission)
    first = next((kind for kind in failures if kind is not VerdictKind.PASSED), None)
    if first is not None:
        return first
    for kind in (VerdictKind.DECK_ERROR, VerdictKind.DECK_REFUSED):
        if kind in kinds:
            return kind
    return VerdictKind.PASSED
