"""What a queue of cards is made of, and what a card's state says about its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from drill.sessions.steps import Counts
from drill.srs.schedule import Learning, New, Relearning, Reviewing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from drill.ids import CardId, NoteId, StudyDay
    from drill.store.card_rows import StoredCard


class Class(Enum):
    """Why a card is in the queue."""

    REVIEW = "review"
    LEARNING = "learning"
    NEW = "new"
    BACKLOG = "backlog"
    PLANNED = "planned"
    """Not due: an interview asks for it."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One card of a queue."""

    card: CardId
    note: NoteId
    why: Class

    @property
    def is_planned(self) -> bool:
        """Whether an interview asks for it, though it is not due."""
        return self.why is Class.PLANNED


@dataclass(frozen=True, slots=True)
class Queue:
    """What a session will show, first card first; learning steps apart."""

    cards: tuple[Queued, ...] = ()
    held_back: int = 0
    """New cards that wait for a prerequisite, as far as was looked."""
    is_new_limited: bool = False
    """Whether more new cards were there than the limits let in."""
    is_review_limited: bool = False
    """Whether more reviews were due than the limits let in."""
    planned: frozenset[CardId] = frozenset()
    """Cards that an interview asks for today, due or not."""


def counts_of(cards: Iterable[Queued]) -> Counts:
    """How many cards of each class."""
    # Twice an answer, hence no Counter: hashing 200 members of an Enum takes 80 µs.
    found = [each.why for each in cards]
    return Counts(
        review=found.count(Class.REVIEW),
        learning=found.count(Class.LEARNING),
        new=found.count(Class.NEW),
        backlog=found.count(Class.BACKLOG),
        planned=found.count(Class.PLANNED),
    )


def class_of(
    card: StoredCard, day: StudyDay, planned: Collection[CardId] = ()
) -> Class:
    """The class in which a card counts on a study day.

    Args:
        card: as the record has it.
        day: the study day.
        planned: the cards that an interview asks for on it.
    """
    state = card.schedule.state
    if isinstance(state, New):
        return Class.NEW
    if not isinstance(state, Reviewing):
        return Class.LEARNING
    if state.due > day and card.card in planned:
        return Class.PLANNED
    return Class.BACKLOG if state.due < day else Class.REVIEW


def due_at_of(card: StoredCard) -> datetime | None:
    """The instant at which a card's learning step ends; None of any other card."""
    state = card.schedule.state
    return state.due_at if isinstance(state, Learning | Relearning) else None


def is_hidden(card: StoredCard, day: StudyDay) -> bool:
    """Whether a card may not be asked on a study day: gone, suspended or buried."""
    schedule = card.schedule
    is_buried = schedule.buried_until is not None and schedule.buried_until > day
    return not (card.present and card.askable) or schedule.suspended or is_buried


def is_known(card: StoredCard) -> bool:
    """Whether a card has left learning."""
    return isinstance(card.schedule.state, Reviewing | Relearning)
