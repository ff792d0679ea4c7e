"""The history of foreign cards as events: reviews, and where a card stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from drill.events import (
    DURATION_LIMIT_MS,
    Event,
    Flagged,
    Practised,
    Reviewed,
    StateImported,
    Suspended,
    milliseconds,
)
from drill.ids import DeviceId, EventId, NoteId, OperationId, StudyDay, card_id
from drill.interchange.instants import LATEST_MS
from drill.srs.bounds import (
    MAX_COUNT,
    MAX_DIFFICULTY,
    MAX_INTERVAL_DAYS,
    MAX_STABILITY,
    MIN_DIFFICULTY,
    MIN_STABILITY,
)
from drill.srs.fold import fold
from drill.srs.foreign import memory_of_sm2
from drill.srs.memory import ALGORITHM
from drill.srs.schedule import Memory
from drill.store.arrivals import Dated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drill.clock import Calendar
    from drill.ids import CardId, PresetId
    from drill.interchange.package import ForeignCard, ForeignSchedule
    from drill.srs.preset import Preset

N = TypeVar("N", int, float)
Known: TypeAlias = "tuple[tuple[datetime, object], ...]"
"""What counts of a card's history here: when, and the body of the event."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BUMP_MS = 20
"""By how much an export may move a review, as Anki tells them apart by instants."""


def instant(at_ms: int) -> datetime:
    """Milliseconds since 1970 as an aware instant; nonsense is bounded."""
    return EPOCH + timedelta(milliseconds=min(max(0, at_ms), LATEST_MS))


class History:
    """Makes events of what a source knows of cards."""

    def __init__(self, calendar: Calendar, format_: str, now: datetime) -> None:
        self._calendar = calendar
        self._format = format_
        self._now = now
        self._named: tuple[Preset, PresetId] | None = None
        """The preset that was used last: to hash one for each card would show."""

    def events(
        self,
        note: NoteId,
        card: ForeignCard,
        preset: Preset,
        known: Known | None = None,
    ) -> tuple[Dated, ...]:
        """What happened to one card, oldest first.

        Args:
            note: whose card it is.
            card: as the source has it.
            preset: with which its deck is scheduled here.
            known: what is here of it; None: the note comes in for the first time. Then
                flag and suspension come along, the learner's own matter later.
        """
        id_ = card_id(note, card.part)
        if self._named is None or self._named[0] is not preset:
            self._named = preset, preset.id()
        name = self._named[1]
        reviews = tuple(self._reviews(id_, card, name))
        state = self._state(id_, card.schedule, reviews, {name: preset})
        if known is not None:
            return _not_here((*reviews, *state), known)
        marks: list[Dated] = []
        marks += [Dated(Flagged(id_, card.flag))] if card.flag else []
        marks += [Dated(Suspended(id_))] if card.suspended else []
        return (*reviews, *state, *marks)

    def _reviews(
        self, id_: CardId, card: ForeignCard, preset: PresetId
    ) -> Iterator[Dated]:
        by_instant = {each.at_ms: each for each in card.reviews}
        for _, review in sorted(by_instant.items()):
            at = self._past(instant(review.at_ms))
            duration_ms = min(max(0, review.duration_ms), DURATION_LIMIT_MS)
            # It was due by another schedule than the one computed here.
            body = Reviewed(
                id_, review.rating, preset, ALGORITHM, duration_ms, planned=True
            )
            name = self._id(id_, "review", review.at_ms)
            yield Dated(body, name, at, self._calendar.day(at))

    def _state(
        self,
        id_: CardId,
        schedule: ForeignSchedule | None,
        reviews: tuple[Dated, ...],
        preset: Mapping[PresetId, Preset],
    ) -> tuple[Dated, ...]:
        """Where the source has the card: its due day stays, its memory is FSRS's."""
        if schedule is None:
            return ()
        schedule = bounded(schedule)
        due = instant(schedule.due_ms)
        if schedule.last_ms is not None:
            last = instant(schedule.last_ms)
        else:
            last = due - timedelta(days=schedule.interval_days)
        last = self._past(last)
        memory = _memory(schedule, reviews, preset)
        body = StateImported(
            card=id_,
            stability=round(memory.stability, 6),
            difficulty=round(memory.difficulty, 6),
            due=self._calendar.day(due),
            last_day=self._calendar.day(last),
            interval_days=schedule.interval_days,
            repetitions=schedule.repetitions,
            lapses=schedule.lapses,
        )
        name = self._id(id_, "state", body)
        return (Dated(body, name, last, self._calendar.day(last)),)

    def _past(self, at: datetime) -> datetime:
        """What a clock gone wrong puts in the future happened at the latest now."""
        return min(max(at, EPOCH), self._now)

    def _id(self, card: CardId, kind: str, what: object) -> EventId:
        """The same on every machine that imports the same."""
        said = f"{self._format} {card} {kind} {what!r}".encode("utf-8", "replace")
        return EventId(blake2b(said, digest_size=16).hexdigest())


def _not_here(events: tuple[Dated, ...], known: Known) -> tuple[Dated, ...]:
    """What happened to a card there alone.

    Where it stands is left out, too, where nothing is new and its last answer was given
    here: then the file has that from here, rounded, or of an earlier day.
    """
    answered = {
        milliseconds(at) for at, body in known if isinstance(body, Reviewed | Practised)
    }
    told = {milliseconds(at) for at, body in known if isinstance(body, StateImported)}
    reviews = [each for each in events if isinstance(each.body, Reviewed)]
    new = [each for each in reviews if not _has(answered, each.at)]
    is_ours = reviews and not new and not _has(told, reviews[-1].at)
    state = [each for each in events if not isinstance(each.body, Reviewed)]
    return (*new, *(() if is_ours else state))


def _has(instants: set[int], at: datetime | None) -> bool:
    """Whether an instant is among others, before an export may have moved it on."""
    at_ms = milliseconds(at or EPOCH)
    return not instants.isdisjoint(range(at_ms - BUMP_MS, at_ms + 1))


def bounded(schedule: ForeignSchedule) -> ForeignSchedule:
    """A schedule as a file claims it, within what is possible at all."""
    stability, difficulty = schedule.stability, schedule.difficulty
    return replace(
        schedule,
        interval_days=_between(1, schedule.interval_days, MAX_INTERVAL_DAYS),
        stability=None
        if stability is None
        else _between(MIN_STABILITY, stability, MAX_STABILITY),
        difficulty=None
        if difficulty is None
        else _between(MIN_DIFFICULTY, difficulty, MAX_DIFFICULTY),
        repetitions=_between(0, schedule.repetitions, MAX_COUNT),
        lapses=_between(0, schedule.lapses, MAX_COUNT),
    )


def _between(least: N, value: N, most: N) -> N:
    return max(least, min(value, most))


def _memory(
    schedule: ForeignSchedule,
    reviews: tuple[Dated, ...],
    preset: Mapping[PresetId, Preset],
) -> Memory:
    """FSRS's memory: the source's own, else of its history, else a first estimate."""
    if schedule.stability is not None and schedule.difficulty is not None:
        return Memory(schedule.stability, schedule.difficulty)
    found = fold(_as_events(reviews), preset).memory if reviews else None
    if found is not None:
        return found
    [parameters] = [each.parameters for each in preset.values()]
    return memory_of_sm2(schedule.interval_days, schedule.sm2_factor, parameters)


def _as_events(reviews: tuple[Dated, ...]) -> Iterator[Event]:
    for number, (body, id_, at, day) in enumerate(reviews):
        yield Event(
            id=id_ or EventId(""),
            operation=OperationId(""),
            device=DeviceId(""),
            sequence=number,
            hybrid_us=number,
            at=at or EPOCH,
            day=StudyDay(0) if day is None else day,
            body=body,
        )
