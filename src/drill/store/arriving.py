"""Rows of notes that nothing was known of: collected, folded, written together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select

from drill.ids import CardId, NoteId, card_id
from drill.srs.fold import advance
from drill.srs.schedule import Schedule
from drill.store import history, sqlite
from drill.store.folding import is_forgotten
from drill.store.noting import json_of, tag_rows
from drill.store.placing import CARDS_A_NOTE
from drill.store.quick import Quick
from drill.store.schedule_rows import SCHEDULE_COLUMNS, lane_of, values_of
from drill.store.schema import cards, journal, notes, tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.events import Event
    from drill.store.arrivals import Arrival, Dated
    from drill.store.link import Link
    from drill.store.recording import Recording
    from drill.store.wording import PartWording, Wording

LAST_NOTE = select(func.max(notes.c.key))
LAST_CARD = select(func.max(cards.c.key))


def adding(table: Any, *columns: str) -> Quick:
    """Inserts values of these columns."""
    return Quick(insert(table).values({name: bindparam(name) for name in columns}))


_ADD_EVENTS = Quick(insert(journal))
_ADD_NOTES = adding(
    notes,
    *("key", "note_id", "topic", "present", "kind", "revision", "ordinal", "origin"),
    *("document", "content_hash", "base", "text", "tags", "needs", "contrast"),
    "history",
)
ADD_TAGS = Quick(insert(tags))
ADD_CARDS = adding(
    cards,
    *("key", "card_id", "note", "topic", "part", "ordinal", "present", "askable"),
    *("created_us", "front", "lane", *SCHEDULE_COLUMNS, "forgotten_day"),
    *("last_hybrid_us", "last_device", "last_sequence", "stamp", "history"),
)


_NEW_CARD = {
    **dict(zip(SCHEDULE_COLUMNS, values_of(Schedule()), strict=True)),
    "present": True,
    "forgotten_day": None,
    "last_hybrid_us": None,
    "last_device": None,
    "last_sequence": None,
    "stamp": 0,
    "history": history.pack([]),
}


def new_card(
    key: int, card: CardId, part: PartWording, where: dict[str, int], created_us: int
) -> dict[str, Any]:
    """The row of a card to which nothing has happened.

    Args:
        key: of the row.
        card: its id.
        part: what it asks.
        where: the keys of its note and topic, and its place.
        created_us: when its row was made, in microseconds since 1970.
    """
    return {
        **_NEW_CARD,
        "key": key,
        "card_id": card,
        **where,
        "part": part.part,
        "askable": part.askable,
        "created_us": created_us,
        "front": part.front,
        "lane": lane_of(Schedule(), is_askable=part.askable),
    }


class Batch:
    """New notes with their cards, within one write."""

    def __init__(self, link: Link, recording: Recording) -> None:
        self._link = link
        self._recording = recording
        self._folding = recording.folding
        self._note = int(link.scalar(LAST_NOTE) or 0)
        self._card = int(link.scalar(LAST_CARD) or 0)
        self._now_us = recording.folding.now_us()
        self._events: list[dict[str, Any]] = []
        self._notes: list[dict[str, Any]] = []
        self._cards: list[dict[str, Any]] = []
        self._tags: list[dict[str, Any]] = []

    def add(
        self, arrival: Arrival, said: Wording, *, topic: int, deck: int, ordinal: int
    ) -> tuple[Dated, ...]:
        """Collect a note that has a `put`, and what happened to its cards.

        Returns:
            Events of cards that the note does not yield.
        """
        put = arrival.put
        assert put is not None  # noqa: S101 - told to callers
        self._note += 1
        self._folding.recount.add(topic)
        position = self._seal(self._recording.envelopes.seal(put))
        row = {
            "key": self._note,
            "note_id": put.note,
            "topic": topic,
            "present": True,
            "kind": said.kind,
            "revision": said.revision,
            "ordinal": ordinal,
            "origin": put.origin,
            "document": json_of(put.document),
            "content_hash": said.content_hash,
            "base": put.base,
            "text": said.text,
            "tags": " ".join(said.tags),
            "needs": json_of(said.needs),
            "contrast": json_of(said.contrast),
            "history": history.pack([position]),
        }
        self._notes.append(row)
        self._tags += tag_rows(self._note, said.tags)
        by_card: dict[str, list[Dated]] = {}
        for event in arrival.events:
            by_card.setdefault(event.body.card, []).append(event)
        for place, part in enumerate(said.parts, start=ordinal * CARDS_A_NOTE):
            card = card_id(NoteId(put.note), part.part)
            where = {"note": self._note, "topic": topic, "ordinal": place}
            self._add_card(card, part, by_card.pop(card, ()), deck, where)
        return tuple(event for left in by_card.values() for event in left)

    def write(self) -> None:
        """Write all that was collected."""
        link = self._link
        link.quick_run_many(_ADD_EVENTS, self._events)
        link.quick_run_many(_ADD_NOTES, self._notes)
        link.special(sqlite.index_words, self._notes)
        link.quick_run_many(ADD_TAGS, self._tags)
        link.quick_run_many(ADD_CARDS, self._cards)

    def _add_card(
        self,
        card: CardId,
        part: PartWording,
        happened: Iterable[Dated],
        deck: int,
        where: dict[str, int],
    ) -> None:
        self._card += 1
        row = new_card(self._card, card, part, where, self._now_us)
        self._cards.append(row)
        sealed = [self._sealed(each, self._card) for each in happened]
        if not sealed:
            return
        schedule, latest = self._folded([event for _, event in sealed], deck)
        again = [event.day for _, event in sealed if is_forgotten(event)]
        order: tuple[int | None, int | None, int | None] = (None, None, None)
        if latest is not None:
            order = (
                latest.hybrid_us,
                self._recording.envelopes.device,
                latest.sequence,
            )
        row |= dict(zip(SCHEDULE_COLUMNS, values_of(schedule), strict=True))
        row |= {
            "lane": lane_of(schedule, is_askable=part.askable),
            "forgotten_day": again[-1] if again else None,
            "last_hybrid_us": order[0],
            "last_device": order[1],
            "last_sequence": order[2],
            "stamp": self._recording.envelopes.operation,
            "history": history.pack([position for position, _ in sealed]),
        }

    def _folded(self, events: list[Event], deck: int) -> tuple[Schedule, Event | None]:
        folding, schedule, latest = self._folding, Schedule(), None
        for latest in sorted(events, key=lambda event: event.order):
            folding.tally.count(deck, schedule, latest, folding.presets)
            schedule = advance(schedule, latest, folding.presets)
        return schedule, latest

    def _sealed(self, dated: Dated, card: int) -> tuple[int, Event]:
        body, id_, at, day = dated
        sealed = self._recording.envelopes.seal(
            body, card=card, id_=id_, at=at, day=day
        )
        return self._seal(sealed), sealed[0]

    def _seal(self, sealed: tuple[Event, dict[str, Any]]) -> int:
        """Keep an event's row; its position."""
        self._events.append(sealed[1])
        return int(sealed[1]["position"])
