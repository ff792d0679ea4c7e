"""Takes in many notes at once, each with its cards and their history.

Recording them one by one costs about a millisecond each. Notes that nothing is known
of yet are written together: their rows follow from what comes in alone. All others go
the usual way. A test holds that both ways end the same.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from drill.ids import EventId, NoteId, TopicId, card_id
from drill.store.adding import Later
from drill.store.arrivals import Arrival
from drill.store.arriving import Batch
from drill.store.known_rows import known_cards, known_notes
from drill.store.schema import journal, notes, operations, topics
from drill.store.topic_rows import topic_key
from drill.store.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drill.store.arrivals import Dated
    from drill.store.link import Link
    from drill.store.recording import Recording
    from drill.store.wording import Wording

AT_ONCE = 500
"""Arrivals that are written together."""

_DECK_OF = select(topics.c.deck).where(topics.c.key == bindparam("topic"))
_LAST_ORDINAL = select(func.max(notes.c.ordinal)).where(
    notes.c.topic == bindparam("topic")
)
_KNOWN_EVENTS = (
    select(journal.c.id, operations.c.retracted)
    .outerjoin(operations, operations.c.key == journal.c.operation)
    .where(journal.c.id.in_(bindparam("ids", expanding=True)))
)


class Importing:
    """Takes in arrivals within one write."""

    def __init__(self, link: Link, recording: Recording) -> None:
        self._link = link
        self._recording = recording
        self._topics: dict[str, tuple[int, int]] = {}
        """Keys of topics and of their decks."""
        self._ordinals: dict[int, int] = {}
        """The last place given out in each topic."""
        self._later = Later()

    def take_in(self, arrivals: Sequence[Arrival]) -> int:
        """Write some notes and what happened to their cards.

        A review that came in before is passed over, unless it was taken back since.

        Returns:
            How many events of cards were new.
        """
        count = 0
        for start in range(0, len(arrivals), AT_ONCE):
            some = unseen(self._link, arrivals[start : start + AT_ONCE])
            count += sum(len(each.events) for each in some)
            self._some(some)
        return count

    def finish(self) -> None:
        """Write what was kept back for the end."""
        self._later.write(self._link)

    def _some(self, arrivals: Sequence[Arrival]) -> None:
        said = [_said(each) for each in arrivals]
        known = self._known(arrivals, said)
        batch, others = Batch(self._link, self._recording, self._later), []
        for arrival, mine in zip(arrivals, said, strict=True):
            if arrival.put is None or mine is None or arrival.put.note in known:
                others.append(arrival)
                continue
            topic, deck = self._topic(arrival.put.topic)
            place = self._place(topic)
            left = batch.add(arrival, mine, topic=topic, deck=deck, ordinal=place)
            others += [Arrival(None, left)] if left else []
            known.add(arrival.put.note)  # should it come a second time
        batch.write()
        if others or self._later.are_many:
            self.finish()
        for arrival in others:
            self._one(arrival)

    def _one(self, arrival: Arrival) -> None:
        if arrival.put is not None:
            self._recording.record(arrival.put)
        for body, id_, at, day in arrival.events:
            self._recording.record(body, id_=id_, at=at, day=day)

    def _known(
        self, arrivals: Sequence[Arrival], said: Sequence[Wording | None]
    ) -> set[str]:
        """The notes that are there already, or a card of theirs is."""
        wanted: dict[str, set[str]] = {}
        for arrival, mine in zip(arrivals, said, strict=True):
            if arrival.put is not None and mine is not None:
                note = NoteId(arrival.put.note)
                ids = {str(card_id(note, part.part)) for part in mine.parts}
                ids |= {str(event.body.card) for event in arrival.events}
                wanted.setdefault(note, set()).update(ids)
        ids = {card for mine_too in wanted.values() for card in mine_too}
        found, there = known_cards(self._link, ids), known_notes(self._link, wanted)
        return there | {
            note for note, mine_too in wanted.items() if not found.isdisjoint(mine_too)
        }

    def _topic(self, topic: str) -> tuple[int, int]:
        if topic not in self._topics:
            key = topic_key(self._link, TopicId(topic))
            deck = int(self._link.scalar(_DECK_OF, {"topic": key}))
            self._topics[topic] = key, deck
        return self._topics[topic]

    def _place(self, topic: int) -> int:
        if topic not in self._ordinals:
            last = self._link.scalar(_LAST_ORDINAL, {"topic": topic})
            self._ordinals[topic] = -1 if last is None else int(last)
        self._ordinals[topic] += 1
        return self._ordinals[topic]


def unseen(link: Link, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """The arrivals without the events that are in the journal, and count.

    One that was taken back comes in again, under the next id that is free.
    """
    ids = {event.id for each in arrivals for event in each.events if event.id}
    if not ids:
        return list(arrivals)
    known: dict[str, bool] = {}
    asked = ids
    while asked:
        wanted = [bytes.fromhex(each) for each in asked]
        rows = list(link.rows_of(_KNOWN_EVENTS, "ids", wanted))
        known |= {row[0].hex(): bool(row[1]) for row in rows}
        asked = {next_id(EventId(row[0].hex())) for row in rows if row[1]}
    return [
        each._replace(events=tuple(_unknown(each.events, known))) for each in arrivals
    ]


def next_id(id_: EventId) -> EventId:
    """The id under which an event comes in once more after it was taken back."""
    return EventId(blake2b(bytes.fromhex(id_), digest_size=16).hexdigest())


def _unknown(events: Sequence[Dated], known: dict[str, bool]) -> Iterator[Dated]:
    for event in events:
        id_ = event.id
        while id_ is not None and known.get(id_) is True:
            id_ = next_id(id_)
        if id_ is None or id_ not in known:
            yield event._replace(id=id_)


def _said(arrival: Arrival) -> Wording | None:
    if arrival.put is None or arrival.said is not None:
        return arrival.said
    return wording(arrival.put.document, TopicId(arrival.put.topic))
