"""What the screens of katas paint: frozen pictures, made by the session.

Text of decks and of submissions is hostile: whoever shows it escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from drill.ids import CardId, Rating
    from drill.sessions.steps import Outcome


class KataState(StrEnum):
    """Where the learner stands with a kata."""

    NEW = "new"
    """Never rated."""
    DUE = "due"
    LATER = "later"
    """Its day is yet to come."""
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class KataRow:
    """One kata of the list."""

    card: CardId
    id: str
    """Without deck and topic."""
    topic: str
    """`deck/topic`."""
    title: str
    minutes: int | None
    state: KataState
    due_label: str
    """When it comes back: `today`, `in 3 days`; empty of a new one."""
    is_begun: bool
    """Whether there is work that was left half way."""
    attempts: int
    """Runs that were ever judged."""
    last_verdict: str
    """Of the latest run; empty without one."""
    best_s: float | None
    """Seconds of work of the quickest pass; None without a pass."""


@dataclass(frozen=True, slots=True)
class KatasStep:
    """The list of katas."""

    rows: tuple[KataRow, ...]
    """What is due first, then by deck and topic."""


@dataclass(frozen=True, slots=True)
class ExampleStep:
    """A case that is shown with the statement."""

    name: str
    call: str
    """As Python would write it, shortened."""
    result: str


class StageState(StrEnum):
    """How far a stage came in the latest run."""

    AHEAD = "ahead"
    """Not run yet."""
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StageStep:
    """One stage of a kata."""

    id: str
    title: str
    statement: str
    state: StageState
    passed: int
    """Cases that passed in the latest run."""
    total: int
    """0 before the first run."""


@dataclass(frozen=True, slots=True)
class CaseStep:
    """A case that failed, or an input of one's own."""

    name: str
    stage: str
    """Its title; empty in a kata without stages."""
    verdict: str
    call: str
    wanted: str
    got: str
    difference: tuple[str, ...]
    """Where the two part, as lines."""
    fault: str
    """The exception, in one line; empty without one."""
    trace: tuple[str, ...]
    """The learner's own lines of it, outermost first."""
    output: str
    """What was printed."""
    cpu_s: float
    is_smallest: bool = False
    """Whether it was searched for, as the smallest that fails."""


@dataclass(frozen=True, slots=True)
class ResultStep:
    """What the latest run came to."""

    verdict: str
    is_passed: bool
    counts: bool
    """False where the deck or this machine was at fault: nothing is held against
    the learner."""
    passed: int
    total: int
    credit: float
    failed: CaseStep | None
    remark: str
    """What could not be run, or what was found besides: a growth that is too steep."""
    cpu_s: float
    rung: str


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """An earlier run."""

    at: datetime
    """Aware UTC."""
    verdict: str
    passed: int
    total: int
    hints: int
    spent_s: float
    language: str
    source: str


class KataPhase(StrEnum):
    """What a kata waits for."""

    WORKING = "working"
    PASSED = "passed"
    """Every case passed; it waits for its rating."""
    GIVEN_UP = "given up"
    """The reference was shown; it waits for its rating."""
    RATED = "rated"


@dataclass(frozen=True, slots=True)
class KataStep:
    """A kata being worked on."""

    phase: KataPhase
    card: CardId
    title: str
    place: str
    """Deck and topic: `algorithms › sorting`."""
    statement: str
    signature: str
    constraints: str
    stages: tuple[StageStep, ...]
    examples: tuple[ExampleStep, ...]
    language: str
    languages: tuple[str, ...]
    path: Path
    """The work file."""
    text: str
    """What stands in it."""
    hints: tuple[str, ...]
    """Those that are shown."""
    hints_left: int
    best: str
    """The best rating that the hints leave: `hard at best`; empty without one."""
    minutes: int | None
    spent_s: float
    """Seconds of work, up to the moment the step was made."""
    left_s: float | None
    """Of a kata in an interview drill: until its time is up; None outside of one."""
    attempt: int
    """The number of the run that comes next, from 1."""
    result: ResultStep | None
    """None before the first run."""
    own: CaseStep | None
    """The latest run on an input of one's own; `wanted` is what the reference says."""
    reference: str
    """Empty until the kata was passed or given up."""
    why: str
    """As `reference`."""
    source: tuple[str, ...]
    """As `reference`."""
    difference: tuple[str, ...]
    """From one's own solution to the reference, as lines of a unified difference."""
    rating: Rating | None
    """What is proposed; None while working."""
    allowed: tuple[Rating, ...]
    because: str
    outcomes: tuple[Outcome, ...]
    """What each rating does; empty while working."""
    message: str = ""
