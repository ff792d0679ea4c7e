"""Where a card stands: the value that the fold of its events computes.

A card that was never rated has no memory, so `New` has none; nothing here is
optional that a state always has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from drill.ids import StudyDay


@dataclass(frozen=True, slots=True)
class Memory:
    """The two numbers of FSRS."""

    stability: float
    """Days until retrievability falls to 0.9; > 0."""
    difficulty: float
    """1 to 10."""


@dataclass(frozen=True, slots=True)
class New:
    """Never rated, or reset."""


@dataclass(frozen=True, slots=True)
class Learning:
    """Rated, but without an interval in days yet."""

    memory: Memory
    step: int
    """Index of the learning step that it waits for, from 0."""
    due: StudyDay
    """The study day on which the step ends."""
    due_at: datetime | None
    """The instant at which it ends; None for a day step, due all day."""
    last_day: StudyDay


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Has an interval in days."""

    memory: Memory
    interval_days: int
    due: StudyDay
    last_day: StudyDay


@dataclass(frozen=True, slots=True)
class Relearning:
    """Forgotten after graduating: goes through the relearning steps."""

    memory: Memory
    step: int
    due: StudyDay
    due_at: datetime | None
    last_day: StudyDay
    interval_days: int
    """The interval it had when it was forgotten."""


State: TypeAlias = New | Learning | Reviewing | Relearning


@dataclass(frozen=True, slots=True)
class Schedule:
    """All that the journal says of one card."""

    state: State = New()
    repetitions: int = 0
    """Answers that counted since the card was new; numbers the fuzz."""
    lapses: int = 0
    introduced: StudyDay | None = None
    """The study day of the first counted answer since it was new; None of a card that
    got its first interval without one: imported, or set due."""
    last_answer_day: StudyDay | None = None
    """The study day of the latest answer, practice included."""
    position: int | None = None
    """A place among the new cards that the learner chose; None: the library's."""
    suspended: bool = False
    buried_until: StudyDay | None = None
    """Hidden before this study day."""
    buried_by: str = ""
    """`learner` or `sibling`."""
    flag: int = 0
    """0: none, 1 to 7."""
    leech: bool = False
    revision: int | None = None
    """The note's revision when last answered or announced; None: never."""
    revised: bool = False
    """The note's meaning changed and the card has not been answered since."""
    remark: str = ""
    report: str = ""

    @property
    def memory(self) -> Memory | None:
        """The memory state, None for a new card."""
        return None if isinstance(self.state, New) else self.state.memory
