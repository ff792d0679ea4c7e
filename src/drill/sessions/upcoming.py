"""What a review shows next: its queue and learning steps, as the session goes on."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from drill.ids import Rating, StudyDay
from drill.sessions.collection import deck_of_topic
from drill.sessions.queued import (
    Class,
    Queue,
    Queued,
    class_of,
    counts_of,
    due_at_of,
    is_hidden,
)
from drill.sessions.selection import Kind
from drill.sessions.waiting import QueueBuilder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drill.ids import CardId, NoteId
    from drill.sessions.answering import Answer
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
        self._moment = (0, 0)
        """Of the record, when the queue was built, and the session's writes since."""
        self.queue = Queue()
        """As it was built last, for what is said at the end."""
        self.day = collection.today
        """The study day that it was built on."""

    # --- from the record ----------------------------------------------------------

    def rebuild(self, answers: Sequence[Answer] = ()) -> None:
        """Read the queue anew from the store.

        Args:
            answers: those of this session that were not taken back.
        """
        moment, day = self._collection.store.moment(), self._collection.today
        with self._collection.store.read() as unit:
            chosen = _what_is_left(self._selection, answers)
            builder = QueueBuilder(self._collection, unit, chosen, day, moment)
            self.queue = builder.build()
            steps = builder.timed_steps if self._has_steps else []
        self._moment, self.day = moment, day  # not before it could be read
        self._queued = list(self.queue.cards)
        if self._selection.is_practice:
            self._leave_out_practised(answers)
        self._steps = []
        for card in steps:
            self.put_back(card)

    def wrote(self) -> None:
        """Tell that the session has written, and knows what follows from it."""
        others, own = self._moment
        self._moment = (others, own + 1)

    @property
    def is_stale(self) -> bool:
        """Whether the day turned over, or somebody else wrote meanwhile."""
        if self.day != self._collection.today:
            return True
        return self._collection.store.moment() != self._moment

    @property
    def _end(self) -> datetime:
        return self._collection.calendar.start(StudyDay(self.day + 1))

    @property
    def _has_steps(self) -> bool:
        """A practice is about the cards it chose, and about nothing else."""
        return not self._selection.is_practice

    def _leave_out_practised(self, answers: Sequence[Answer]) -> None:
        """A practice asks each card once, and again those that were not known."""
        latest = {each.card.card: each for each in answers}
        self._queued = [each for each in self._queued if each.card not in latest]
        for answer in latest.values():
            if answer.rating is Rating.AGAIN:
                self.repeat(answer.after)

    def place_of(self, card: StoredCard) -> Queued:
        """As what a card stands in the queue, or would."""
        why = class_of(card, self.day, self.queue.planned)
        return Queued(card.card, card.note, why)

    # --- what comes -----------------------------------------------------------------

    def take(self, now: datetime) -> Queued | None:
        """The next card, which leaves the queue; None when none may be shown now."""
        if self._steps and self._steps[0].due_at <= now:
            return _of_step(self._steps.pop(0))
        if self._queued:
            return self._queued.pop(0)
        ready = next((step for step in self._steps if step.ready_at <= now), None)
        if ready is None:
            return None
        self._steps.remove(ready)
        return _of_step(ready)

    def next_at(self) -> datetime | None:
        """When the next learning step may be shown; None when nothing is left."""
        return min((step.ready_at for step in self._steps), default=None)

    def counts(self, present: Queued | None = None) -> Counts:
        """What is left, by class, with the card at hand."""
        steps = [_of_step(step) for step in self._steps]
        at_hand = [] if present is None else [present]
        return counts_of([*self._queued, *steps, *at_hand])

    # --- what an answer changes -----------------------------------------------------

    def leave_out(self, card: CardId) -> bool:
        """Forget about a card; whether it was to come."""
        before = len(self._queued) + len(self._steps)
        self._queued = [each for each in self._queued if each.card != card]
        self._steps = [step for step in self._steps if step.card != card]
        return len(self._queued) + len(self._steps) < before

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
        """Take up a card that waits for a learning step to end on this study day."""
        due_at = due_at_of(card)
        if due_at is None or is_hidden(card, self.day):
            return
        if due_at < self._end:
            preset = self._collection.preset_of(deck_of_topic(card.topic))
            ahead = timedelta(seconds=preset.learn_ahead_s)
            insort(self._steps, TimedStep(due_at, card.card, card.note, ahead))

    def put_first(self, card: Queued) -> None:
        """Show a card again before the rest of the queue."""
        self._queued.insert(0, card)

    def repeat(self, card: StoredCard) -> None:
        """Show a card of a practice once more, at the end."""
        if not is_hidden(card, self.day):
            why = class_of(card, self.day)
            self._queued.append(Queued(card.card, card.note, why))


def _of_step(step: TimedStep) -> Queued:
    return Queued(step.card, step.note, Class.LEARNING)


def _what_is_left(selection: Selection, answers: Sequence[Answer]) -> Selection:
    """The selection without what the session has had of it."""
    if selection.kind is not Kind.MORE_NEW:
        return selection
    seen = sum(each.is_first for each in answers)
    return replace(selection, new=max(0, selection.new - seen))
