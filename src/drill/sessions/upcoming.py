"""What a review shows next: its queue and its learning steps, as the session goes on."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from drill.ids import StudyDay
from drill.sessions.collection import deck_of_topic
from drill.sessions.selection import Kind
from drill.sessions.waiting import (
    Class,
    Queue,
    QueueBuilder,
    Queued,
    counts_of,
    due_at_of,
    is_due_on,
)

if TYPE_CHECKING:
    from datetime import datetime

    from drill.ids import CardId, NoteId
    from drill.sessions.collection import Collection
    from drill.sessions.selection import Selection
    from drill.sessions.steps import Counts
    from drill.store.card_rows import StoredCard


@dataclass(frozen=True, slots=True, order=True)
class TimedStep:
    """A card that waits for its learning step to end."""

    due_at: datetime
    card: CardId
    note: NoteId = field(compare=False)
    learn_ahead: timedelta = field(compare=False)

    @property
    def ready_at(self) -> datetime:
        """When it may be shown if nothing else is left."""
        return self.due_at - self.learn_ahead


class Upcoming:
    """The cards of a session that are still to come."""

    def __init__(self, collection: Collection, selection: Selection) -> None:
        self._collection = collection
        self._selection = selection
        self._queued: list[Queued] = []
        self._steps: list[TimedStep] = []
        self.queue = Queue(())
        """As it was built last, for what is said at the end."""
        self.day = collection.today
        """The study day that it was built on."""

    def rebuild(self) -> None:
        """Read the queue anew from the store."""
        self.day = self._collection.today
        with self._collection.store.read() as unit:
            builder = QueueBuilder(self._collection, unit, self._selection)
            self.queue = builder.build()
            end = self._collection.calendar.start(StudyDay(self.day + 1))
            steps = builder.steps(end) if self._has_steps else []
        self._queued = list(self.queue.cards)
        self._steps = sorted(self._step(card) for card in steps)

    @property
    def _has_steps(self) -> bool:
        """A practice is about the cards it chose, and about nothing else."""
        return self._selection.kind in {Kind.TODAY, Kind.MORE_NEW}

    def take(self, now: datetime) -> CardId | None:
        """The next card, which leaves the queue; None when none may be shown now."""
        if self._steps and self._steps[0].due_at <= now:
            return self._steps.pop(0).card
        if self._queued:
            return self._queued.pop(0).card
        ready = next((step for step in self._steps if step.ready_at <= now), None)
        if ready is None:
            return None
        self._steps.remove(ready)
        return ready.card

    def next_at(self) -> datetime | None:
        """When the next learning step may be shown; None when nothing is left."""
        return min((step.ready_at for step in self._steps), default=None)

    def leave_out(self, card: CardId) -> None:
        """Forget about a card."""
        self._queued = [each for each in self._queued if each.card != card]
        self._steps = [step for step in self._steps if step.card != card]

    def leave_out_note(self, note: NoteId) -> None:
        """Forget about the cards of a note that are in the queue.

        Learning steps stay: a card in its steps is never hidden by a sibling.
        """
        self._queued = [
            each
            for each in self._queued
            if each.note != note or each.why is Class.LEARNING
        ]

    def put_back(self, card: StoredCard) -> None:
        """Take up a card that was just answered, where it belongs today."""
        if due_at_of(card) is not None and is_due_on(card, self.day):
            insort(self._steps, self._step(card))

    def put_first(self, card: StoredCard) -> None:
        """Show a card again before all others."""
        self._queued.insert(0, Queued(card.card, card.note, Class.REVIEW))

    def repeat(self, card: StoredCard) -> None:
        """Show a card of a practice once more, at the end."""
        self._queued.append(Queued(card.card, card.note, Class.REVIEW))

    def counts(self) -> Counts:
        """What is left, by class."""
        steps = [Queued(s.card, s.note, Class.LEARNING) for s in self._steps]
        return counts_of([*self._queued, *steps])

    def _step(self, card: StoredCard) -> TimedStep:
        due_at = due_at_of(card)
        if due_at is None:
            raise ValueError(card.card)
        preset = self._collection.preset_of(deck_of_topic(card.topic))
        ahead = timedelta(seconds=preset.learn_ahead_s)
        return TimedStep(due_at, card.card, card.note, ahead)
