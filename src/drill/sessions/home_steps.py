"""The frozen pictures of today: what home shows, and what a status bar is told.

A module of its own, because the first paint and `drill due` need these alone: making
a frozen dataclass costs half a millisecond, and there are two dozen of other steps.
`drill.sessions.steps` has them all. The standard library and `drill.ids`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from drill.ids import StudyDay


@dataclass(frozen=True, slots=True)
class Counts:
    """Cards to do in one study day, by class; never above the limits."""

    review: int = 0
    """Reviewing cards due this study day."""
    learning: int = 0
    """Learning and relearning cards due before the study day ends."""
    new: int = 0
    """New cards that the limits and prerequisites let in today."""
    backlog: int = 0
    """Reviewing cards that were due on an earlier study day."""
    planned: int = 0
    """Reviewing cards that are not due, but that an interview asks for."""

    @property
    def total(self) -> int:
        """All classes together."""
        return self.review + self.learning + self.new + self.backlog + self.planned


@dataclass(frozen=True, slots=True)
class DeckRow:
    """One line of the deck tree: a deck, or a topic below it."""

    id: str
    """DeckId or TopicId."""
    title: str
    depth: int
    """0 for a deck, 1 for a topic."""
    due: int
    """Reviewing cards due up to this study day, backlog too, without limits."""
    learning: int
    new: int
    """New cards left, without limits."""
    cards: int
    """All cards, suspended ones too."""
    known: int
    """Cards that have left learning."""
    chosen: bool = True
    """Whether the learner studies this deck."""


class Ready(NamedTuple):
    """How ready one will be in a deck or topic on the day of an interview."""

    title: str
    percent: int
    """Of the cards recalled, if nothing more is reviewed."""
    band: int
    """Points on either side that hold for 80 % of learners."""


@dataclass(frozen=True, slots=True)
class HomeStep:
    """What the first screen shows."""

    day: StudyDay
    date_label: str
    """`Fri 20 Nov`."""
    counts: Counts
    minutes: int
    """Estimated for `counts`, from this learner's own pace, at least 1 if any."""
    streak_days: int
    """Study days in a row with a review, holidays not counted against it."""
    done_today: int
    """Reviews and practice of this study day."""
    done_minutes: int
    forecast: tuple[int, ...]
    """Reviewing cards that come due on the next 14 study days, tomorrow first."""
    heat: tuple[int, ...]
    """Reviews on each of the last 182 study days, oldest first, today last."""
    retention: float | None
    """Share of due reviews passed in the last 30 study days; None below 20 reviews."""
    decks: tuple[DeckRow, ...]
    backlog_days: int = 0
    """Study days that the oldest backlog card is late."""
    on_holiday: str = ""
    """`until Mon 30 Nov` while a holiday is declared."""
    problems: int = 0
    """Errors found in deck files at the last reading; warnings do not count."""
    notice: str = ""
    """One line that the learner should know, such as a clock that was set back."""
    next_learning_at: datetime | None = None
    """When the next learning card comes due, if nothing else is left."""
    ready_for: str = ""
    """`14 Dec, in 24 days`: the nearest interview; empty without one."""
    readiness: tuple[Ready, ...] = ()
    """For that interview, weakest first."""


@dataclass(frozen=True, slots=True)
class DueStep:
    """What `drill due` tells a shell prompt or a status bar."""

    day: StudyDay
    counts: Counts
    minutes: int
    """Estimated, from this learner's own pace."""
    streak_days: int
    next_learning_at: datetime | None = None
    """When the next learning step of this study day ends."""
