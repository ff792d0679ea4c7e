"""What a deck holds, note by note, and how far its cards are: for its page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, case, func, select

from drill.ids import TopicId
from drill.store.schedule_rows import REVIEWING
from drill.store.schema import cards, decks, notes, topics

if TYPE_CHECKING:
    from drill.store.link import Link

_NOTES = (
    select(topics.c.topic_id, notes.c.kind, notes.c.document)
    .join(topics, topics.c.key == notes.c.topic)
    .join(decks, decks.c.key == topics.c.deck)
    .where(decks.c.deck_id == bindparam("deck"), notes.c.present)
    .order_by(topics.c.ordinal, topics.c.topic_id, notes.c.ordinal)
)
_IS_MASTERED = and_(
    cards.c.state == REVIEWING, cards.c.interval_days >= bindparam("days")
)
_CARDS = (
    select(
        topics.c.topic_id,
        func.count(),
        func.sum(case((cards.c.introduced.is_not(None), 1), else_=0)),
        func.sum(case((_IS_MASTERED, 1), else_=0)),
    )
    .join(topics, topics.c.key == cards.c.topic)
    .join(decks, decks.c.key == topics.c.deck)
    .where(decks.c.deck_id == bindparam("deck"), cards.c.present)
    .group_by(topics.c.topic_id)
)


class NoteOnPage(NamedTuple):
    """One note of a deck."""

    topic: TopicId
    kind: str
    sources: tuple[str, ...]
    """Where to check it."""


class CardsOnPage(NamedTuple):
    """The cards of a topic."""

    cards: int
    seen: int
    """Answered at least once."""
    mastered: int
    """Whose interval is so long that they count as mastered."""


def notes_of_deck(link: Link, deck: str) -> list[NoteOnPage]:
    """The notes of a deck, in the order of its topics."""
    return [
        NoteOnPage(TopicId(topic), kind, _sources(json.loads(document)))
        for topic, kind, document in link.rows(_NOTES, {"deck": deck})
    ]


def cards_of_deck(link: Link, deck: str, days: int) -> dict[TopicId, CardsOnPage]:
    """How far a deck's cards are, by topic.

    Args:
        link: of a reading.
        deck: its id.
        days: the least interval of a card that is mastered.
    """
    return {
        TopicId(topic): CardsOnPage(count, seen, mastered)
        for topic, count, seen, mastered in link.rows(
            _CARDS, {"deck": deck, "days": days}
        )
    }


def _sources(document: Any) -> tuple[str, ...]:
    """Those that are texts: a newer program may name others in another way."""
    named = document.get("source")
    listed = named if isinstance(named, list) else [named]
    return tuple(each for each in listed if isinstance(each, str))
