"""Rows of notes that nothing was known of: collected, folded, written together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.events import encode
from drill.ids import NoteId, card_id
from drill.srs.fold import advance
from drill.srs.schedule import Schedule
from drill.store import history
from drill.store.adding import (
    ADD_EVENTS,
    ADD_KNOWN_CARDS,
    ADD_NEW_CARDS,
    LAST_CARD,
    LAST_NOTE,
    adding,
    new_card,
)
from drill.store.folding import is_forgotten
from drill.store.noting import json_of
from drill.store.placing import CARDS_A_NOTE
from drill.store.schedule_rows import lane_of, values_of
from drill.store.schema import notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.events import Event, NotePut
    from drill.store.adding import Later, NewCard
    from drill.store.arrivals import Arrival, Dated
    from drill.store.link import Link
    from drill.store.recording import Recording
    from drill.store.wording import Wording

_ADD_NOTES = adding(
    notes,
    *("key", "note_id", "topic", "present", "kind", "revision", "ordinal", "origin"),
    *("document", "content_hash", "base", "text", "tags", "needs", "contrast"),
    "history",
)
Row = tuple[Any, ...]


class Batch:
    """New notes with their cards, within one write."""

    def __init__(self, link: Link, recording: Recording, later: Later) -> None:
        """Nothing is written before `write`.

        Args:
            link: of the write.
            recording: of the write.
            later: takes in the words and tags, which the caller has to write.
        """
        self._link = link
        self._recording = recording
        self._folding = recording.folding
        self._note = int(link.scalar(LAST_NOTE) or 0)
        self._card = int(link.scalar(LAST_CARD) or 0)
        self._now_us = recording.folding.now_us()
        self._events: list[Row] = []
        self._notes: list[Row] = []
        self._later = later
        self._new: list[NewCard] = []
        self._known: list[Row] = []

    def add(
        self, arrival: Arrival, said: Wording, *, topic: int, deck: int, ordinal: int
    ) -> tuple[Dated, ...]:
        """Collect a note that has a `put`, and what happened to its cards.

        Returns:
            Events of cards that the note does not yield.
        """
        put = arrival.put
        assert put is not None  # noqa: S101 - told to callers
        self._add_note(put, said, topic, ordinal)
        by_card: dict[str, list[Dated]] = {}
        for each in arrival.events:
            by_card.setdefault(each.body.card, []).append(each)
        note, now_us, place = NoteId(put.note), self._now_us, ordinal * CARDS_A_NOTE
        for part in said.parts:
            self._card += 1
            card = card_id(note, part.part)
            row = new_card(self._card, card, self._note, topic, place, part, now_us)
            place += 1
            if happened := by_card.pop(card, ()):
                self._add_known(row, happened, deck, is_askable=part.askable)
            else:
                self._new.append(row)
        return tuple(event for left in by_card.values() for event in left)

    def _add_note(self, put: NotePut, said: Wording, topic: int, ordinal: int) -> None:
        self._note += 1
        self._folding.recount.add(topic)
        event = self._recording.envelopes.seal_now(put, json_of(encode(put)))
        self._events.append(event)
        tags = " ".join(said.tags)
        row = (
            self._note,
            put.note,
            topic,
            1,  # the driver takes longer over True
            said.kind,
            said.revision,
            ordinal,
            put.origin,
            json_of(put.document),
            said.content_hash,
            put.base,
            said.text,
            tags,
            json_of(said.needs),
            json_of(said.contrast),
            history.one(event[0]),
        )
        self._notes.append(row)
        self._later.add(self._note, said.text, tags)

    def write(self) -> None:
        """Write all that was collected but words and tags."""
        link = self._link
        link.add_rows(ADD_EVENTS, self._events)
        link.add_rows(_ADD_NOTES, self._notes)
        link.add_rows(ADD_NEW_CARDS, self._new)
        link.add_rows(ADD_KNOWN_CARDS, self._known)

    def _add_known(
        self, row: NewCard, happened: Sequence[Dated], deck: int, *, is_askable: bool
    ) -> None:
        sealed = [self._sealed(each, row[0]) for each in happened]
        schedule, latest = self._folded([event for _, event in sealed], deck)
        again = [event.day for _, event in sealed if is_forgotten(event)]
        envelopes = self._recording.envelopes
        *who, _, _ = row
        self._known.append(
            (
                *who,
                lane_of(schedule, is_askable=is_askable),
                *values_of(schedule),
                again[-1] if again else None,
                *(latest.hybrid_us, envelopes.device, latest.sequence),
                envelopes.operation,
                history.pack([position for position, _ in sealed]),
            )
        )

    def _folded(self, events: list[Event], deck: int) -> tuple[Schedule, Event]:
        """What the events of a card make of it, and the latest."""
        folding, schedule = self._folding, Schedule()
        events = sorted(events, key=lambda event: event.order)
        for event in events:
            folding.tally.count(deck, schedule, event, folding.presets)
            schedule = advance(schedule, event, folding.presets)
        return schedule, events[-1]

    def _sealed(self, dated: Dated, card: int) -> tuple[int, Event]:
        """Keep an event's row; its position, and the event."""
        body, id_, at, day = dated
        event, row = self._recording.envelopes.seal(
            body, card=card, id_=id_, at=at, day=day
        )
        self._events.append(row)
        return int(row[0]), event
