"""The frozen pictures of interviews that one prepares for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.ids import StudyDay


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """How ready one will be in a deck or topic, if nothing more is reviewed."""

    id: str
    """DeckId or TopicId."""
    title: str
    depth: int
    """0 for a deck, 1 for a topic below it."""
    mean: float
    """Share of the cards recalled on the day, 0 to 1."""
    band: float
    """On either side of it: 80 % of learners recall a share within."""
    cards: int
    unseen: int
    """Those never seen, which count at the prior."""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One interview."""

    title: str
    """Names it."""
    day: StudyDay
    date_label: str
    """`Mon 14 Dec`."""
    days_left: int
    """Below 0 when it is over."""
    scope: tuple[str, ...]
    """DeckIds and TopicIds."""
    minutes: int
    """A study day."""
    whole: ReadyRow
    """Over all its cards."""
    rows: tuple[ReadyRow, ...]
    """Deck by deck, each with its topics below it."""
    reviews_today: int = 0
    """Cards with an interval that it asks for today, due or not."""
    new_today: int = 0
    """New cards to begin with today."""


@dataclass(frozen=True, slots=True)
class ScopeChoice:
    """A deck or topic that an interview may be about."""

    id: str
    title: str
    cards: int


@dataclass(frozen=True, slots=True)
class GoalsStep:
    """All interviews, the nearest first, then those that are over."""

    today: StudyDay
    goals: tuple[GoalRow, ...]
    choices: tuple[ScopeChoice, ...]
    """The decks that are studied, each followed by its topics."""
    prior: float
    """The chance at which unseen cards count."""
