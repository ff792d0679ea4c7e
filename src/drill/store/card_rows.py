"""Rows of `cards` as values: what others are shown, and what the fold works on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from drill.ids import CardId, NoteId, TopicId, note_of
from drill.store.quick import Quick
from drill.store.schedule_rows import (
    SCHEDULE_COLUMNS,
    lane_of,
    schedule_of,
    state_number,
    values_of,
)
from drill.store.schema import cards, notes, topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.srs.schedule import Schedule


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card as the store knows it."""

    key: int
    """Number of the row; good for one database only."""
    card: CardId
    note: NoteId
    topic: TopicId | None
    """None while only events are known of it."""
    part: str
    ordinal: int
    """Its place in the topic."""
    present: bool
    """False when its note is gone from the decks."""
    askable: bool
    """False for kinds of notes that no session asks yet."""
    front: str
    """One line of its front, Markdown."""
    created_us: int
    schedule: Schedule


@dataclass(slots=True)
class FoldedCard:
    """A card with what the fold needs; changed in place, then saved."""

    key: int
    card: CardId
    topic: int | None
    deck: int
    lane: int
    present: bool
    askable: bool
    schedule: Schedule
    order: tuple[int, int, int] | None
    """Hybrid time, device key and sequence of the latest event that counts."""
    stamp: int
    """The operation that left it like this."""
    history: bytes
    forgotten_day: int | None
    """The study day of the latest Again."""
    note_revision: int
    """What the note says now; 0 while none is known."""

    @property
    def is_askable(self) -> bool:
        """Whether it may come up unless it is suspended."""
        return self.present and self.askable

    @property
    def tally_class(self) -> tuple[int, int]:
        """What the counters of its topic depend on."""
        return (self.lane, state_number(self.schedule.state))


_SCHEDULE = tuple(cards.c[name] for name in SCHEDULE_COLUMNS)
_SHOWN = (
    cards.c.key,
    cards.c.card_id,
    topics.c.topic_id,
    cards.c.part,
    cards.c.ordinal,
    cards.c.present,
    cards.c.askable,
    cards.c.front,
    cards.c.created_us,
)
_FOLDED = (
    cards.c.key,
    cards.c.card_id,
    cards.c.topic,
    topics.c.deck,
    cards.c.lane,
    cards.c.present,
    cards.c.askable,
    cards.c.last_hybrid_us,
    cards.c.last_device,
    cards.c.last_sequence,
    cards.c.stamp,
    cards.c.history,
    cards.c.forgotten_day,
    notes.c.revision,
)
_WITH_TOPIC = cards.outerjoin(topics, topics.c.key == cards.c.topic)

SHOWN = select(*_SHOWN, *_SCHEDULE).select_from(_WITH_TOPIC)
"""Selects what `stored_card` takes."""

FOLDED = select(*_FOLDED, *_SCHEDULE).select_from(
    _WITH_TOPIC.outerjoin(notes, notes.c.key == cards.c.note)
)
"""Selects what `folded_card` takes."""

SHOWN_BY_ID = Quick(SHOWN.where(cards.c.card_id == bindparam("card")))
FOLDED_BY_ID = Quick(FOLDED.where(cards.c.card_id == bindparam("card")))
FOLDED_BY_KEY = Quick(FOLDED.where(cards.c.key == bindparam("card")))

_FOLD_STATE = (
    "last_hybrid_us",
    "last_device",
    "last_sequence",
    "stamp",
    "history",
    "forgotten_day",
)
_INDEXED_SELDOM = ("lane", "state", "position", "buried_until")


def _saving(*columns: str) -> Quick:
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    return Quick(update(cards).where(cards.c.key == bindparam("row")).values(values))


SAVE_WHOLE = _saving("lane", *SCHEDULE_COLUMNS, *_FOLD_STATE)
"""Saves a card whatever changed."""

SAVE_SAME_LANE = _saving(
    *(name for name in SCHEDULE_COLUMNS if name not in _INDEXED_SELDOM), *_FOLD_STATE
)
"""Saves a card that stays in its lane, leaving alone the indexes on the rest."""


def stored_card(row: Sequence[Any]) -> StoredCard:
    """The card in a row of `SHOWN`."""
    shown = len(_SHOWN)
    key, card, topic, part, ordinal, present, askable, front, created_us = row[:shown]
    return StoredCard(
        key=key,
        card=CardId(card),
        note=note_of(card),
        topic=None if topic is None else TopicId(topic),
        part=part,
        ordinal=ordinal,
        present=bool(present),
        askable=bool(askable),
        front=front,
        created_us=created_us,
        schedule=schedule_of(row[shown:]),
    )


def folded_card(row: Sequence[Any]) -> FoldedCard:
    """The card in a row of `FOLDED`."""
    key, card, topic, deck, lane, present, askable, hybrid_us = row[:8]
    device, sequence, stamp, history, forgotten_day, revision = row[8 : len(_FOLDED)]
    return FoldedCard(
        key=key,
        card=CardId(card),
        topic=topic,
        deck=deck or 0,
        lane=lane,
        present=bool(present),
        askable=bool(askable),
        schedule=schedule_of(row[len(_FOLDED) :]),
        order=None if hybrid_us is None else (hybrid_us, device, sequence),
        stamp=stamp,
        history=history,
        forgotten_day=forgotten_day,
        note_revision=revision or 0,
    )


def saved_values(card: FoldedCard) -> dict[str, Any]:
    """The values that `SAVE_WHOLE` and `SAVE_SAME_LANE` take."""
    hybrid_us, device, sequence = card.order or (None, None, None)
    return {
        "row": card.key,
        "lane": lane_of(card.schedule, is_askable=card.is_askable),
        **dict(zip(SCHEDULE_COLUMNS, values_of(card.schedule), strict=True)),
        "last_hybrid_us": hybrid_us,
        "last_device": device,
        "last_sequence": sequence,
        "stamp": card.stamp,
        "history": card.history,
        "forgotten_day": card.forgotten_day,
    }
