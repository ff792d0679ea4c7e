"""What rating a card does: foretold for the buttons, then recorded.

The buttons show what the fold would make of each rating, computed by the same
functions, so that they cannot promise anything else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from drill.events import DURATION_LIMIT_MS, Buried, Event, Practised, Reviewed
from drill.ids import DeviceId, EventId, OperationId, PresetId, Rating, StudyDay
from drill.sessions.collection import deck_of_topic, seconds_left
from drill.sessions.labels import interval_label, step_label
from drill.sessions.queued import is_hidden
from drill.sessions.steps import Outcome
from drill.srs.answers import is_leech_lapse
from drill.srs.counting import is_counted, is_due, is_first_of_day
from drill.srs.memory import ALGORITHM
from drill.srs.outcomes import outcomes
from drill.srs.schedule import New, Reviewing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from drill.sessions.collection import Collection
    from drill.sessions.selection import Selection
    from drill.srs.preset import Preset
    from drill.srs.schedule import State
    from drill.store.card_rows import StoredCard
    from drill.store.units import ReadUnit, WriteUnit


@dataclass(frozen=True, slots=True)
class Given:
    """What the learner gave to a card."""

    rating: Rating
    duration_ms: int
    """As measured; a minute counts at most."""
    revision: int
    """Of the note that was shown."""
    instance: Mapping[str, Any] | None = None
    """Of a question: what was asked and answered, and its mark."""
    is_extra: bool = False
    """Asked once more right after its answer: practice, whatever the selection."""
    is_planned: bool = False
    """Chosen by an interview plan: counts although it is not due."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a session, for its summary and for undo."""

    operation: OperationId
    card: StoredCard
    """As it was before."""
    after: StoredCard
    rating: Rating
    duration_ms: int
    counted: bool
    """Whether the schedule follows from it."""
    made_leech: bool
    """Whether this was a lapse at which a leech is told of."""

    @property
    def is_first(self) -> bool:
        """Whether a new card was seen for the first time."""
        return self.counted and isinstance(self.card.schedule.state, New)

    @property
    def is_due_review(self) -> bool:
        """Whether it reviewed a card that had an interval."""
        return self.counted and isinstance(self.card.schedule.state, Reviewing)


class Answering:
    """Foretells and records the answers of one session."""

    def __init__(
        self, collection: Collection, selection: Selection, *, has_steps: bool = True
    ) -> None:
        """Answer cards of a selection.

        Args:
            collection: the learner's.
            selection: where the cards come from.
            has_steps: whether an answer can bring a card back within minutes.
        """
        self._collection = collection
        self._selection = selection
        self._has_steps = has_steps

    def counts(
        self,
        card: StoredCard,
        at: datetime | None = None,
        *,
        is_extra: bool = False,
        is_planned: bool = False,
    ) -> bool:
        """Whether an answer at an instant (now by default) counts for the schedule.

        Args:
            is_extra: whether it is asked once more right after its answer.
            is_planned: whether an interview asks for it.
        """
        at, preset = at or self._collection.now, self._preset(card)
        kind = Practised if is_extra or self._selection.is_practice else Reviewed
        body = kind(card.card, Rating.GOOD, PresetId(""), ALGORITHM, planned=is_planned)
        event = _foretold(body, at, self._collection.calendar.day(at))
        return is_counted(card.schedule, event, preset)

    def outcomes(
        self,
        unit: ReadUnit,
        card: StoredCard,
        *,
        is_extra: bool = False,
        is_planned: bool = False,
    ) -> tuple[Outcome, ...]:
        """What each rating would do at the unit's instant, in rating order."""
        if not self.counts(card, unit.at, is_extra=is_extra, is_planned=is_planned):
            return self._practice_outcomes(card, unit.at)
        deck = deck_of_topic(card.topic)
        context = self._collection.context(card.card, deck, unit.holidays, unit.at)
        context = replace(context, preset=self._preset(card))
        foretold = outcomes(card.schedule, context)
        return tuple(
            _outcome(rating, foretold.of(rating), context.at, context.day)
            for rating in Rating
        )

    def record(self, unit: WriteUnit, card: StoredCard, given: Given) -> Answer:
        """Append the answer and hide the card's siblings, in the unit's operation."""
        preset = self._preset(card)
        counted = self.counts(
            card, unit.at, is_extra=given.is_extra, is_planned=given.is_planned
        )
        body = self._body(unit, card, given, unit.keep_preset(preset))
        event = unit.record(body)
        if counted and self.buries:
            self._bury_siblings(unit, card, event.day)
        after = unit.cards.get(card.card)
        return Answer(
            event.operation,
            card,
            after,
            given.rating,
            body.duration_ms,
            counted,
            _is_leech_lapse(card, after, preset),
        )

    @property
    def buries(self) -> bool:
        """Whether siblings wait; a practice asks just the cards it was given."""
        buries = self._collection.settings.study.bury_siblings
        return buries and not self._selection.is_practice

    def _body(
        self, unit: ReadUnit, card: StoredCard, given: Given, preset: PresetId
    ) -> Reviewed | Practised:
        at = unit.at
        common: dict[str, Any] = {
            "card": card.card,
            "rating": given.rating,
            "preset": preset,
            "algorithm": ALGORITHM,
            "duration_ms": max(0, min(given.duration_ms, DURATION_LIMIT_MS)),
            "revision": given.revision,
            "day_left_s": seconds_left(self._collection.calendar, at),
            "holidays": self._coming_holidays(unit, at),
            "instance": given.instance,
            "planned": given.is_planned,
        }
        if given.is_extra:
            return Practised(**common, context="extra")
        if self._selection.is_practice:
            return Practised(**common, context=self._selection.kind.value)
        return Reviewed(**common)

    def _coming_holidays(
        self, unit: ReadUnit, at: datetime
    ) -> tuple[tuple[StudyDay, StudyDay], ...]:
        """Holidays that a new due day could fall into."""
        today = self._collection.calendar.day(at)
        return tuple(holiday for holiday in unit.holidays if holiday[1] > today)

    def _bury_siblings(self, unit: WriteUnit, card: StoredCard, day: StudyDay) -> None:
        """Hide those that would still come today; learning steps are never hidden."""
        for sibling in unit.cards.siblings(card.card):
            if _would_come(sibling, day):
                until = StudyDay(day + 1)
                unit.record(Buried(sibling.card, until, by="sibling"))

    def _practice_outcomes(self, card: StoredCard, at: datetime) -> tuple[Outcome, ...]:
        """Of an answer that does not count; forgetting may bring the card back."""
        day = self._collection.calendar.day(at)
        schedule = card.schedule
        comes_back = (
            not isinstance(schedule.state, New)
            and is_first_of_day(schedule, day)
            and not is_due(schedule, day, at)
        )
        again = "due today" if comes_back else "practice"
        return tuple(
            Outcome(rating, again if rating is Rating.AGAIN else "practice", None)
            for rating in Rating
        )

    def _preset(self, card: StoredCard) -> Preset:
        preset = self._collection.preset_of(deck_of_topic(card.topic))
        if self._has_steps:
            return preset
        return replace(preset, learning_steps_s=(), relearning_steps_s=())


def _would_come(card: StoredCard, day: StudyDay) -> bool:
    if is_hidden(card, day):
        return False
    state = card.schedule.state
    return isinstance(state, New) or (isinstance(state, Reviewing) and state.due <= day)


def _is_leech_lapse(before: StoredCard, after: StoredCard, preset: Preset) -> bool:
    lapses = after.schedule.lapses
    is_lapse = lapses > before.schedule.lapses
    return is_lapse and is_leech_lapse(lapses, preset.leech_lapses)


def _outcome(rating: Rating, state: State, at: datetime, day: StudyDay) -> Outcome:
    if isinstance(state, Reviewing):
        return Outcome(rating, interval_label(state.interval_days), state.due - day)
    if isinstance(state, New):  # pragma: no cover - no rating makes a card new
        raise TypeError(state)
    if state.due_at is None:
        return Outcome(rating, interval_label(state.due - day), state.due - day)
    return Outcome(rating, step_label((state.due_at - at).total_seconds()), None)


def _foretold(body: Reviewed | Practised, at: datetime, day: StudyDay) -> Event:
    """An event that is only asked about, never recorded."""
    return Event(EventId(""), OperationId(""), DeviceId(""), 0, 0, at, day, body)
