"""Rows of decks and topics, made as they are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from drill.ids import TopicId, deck_of
from drill.store.schema import decks, topics

if TYPE_CHECKING:
    from drill.ids import DeckId
    from drill.store.link import Link

UNLISTED = 1_000_000
"""Place of a topic that no deck file lists."""

_DECK = select(decks.c.key).where(decks.c.deck_id == bindparam("deck"))
_TOPIC = select(topics.c.key).where(topics.c.topic_id == bindparam("topic"))
_TOPIC_ID = select(topics.c.topic_id).where(topics.c.key == bindparam("topic"))
_DECK_OF = select(topics.c.deck).where(topics.c.key == bindparam("topic"))


def deck_key(link: Link, deck: DeckId) -> int:
    """The key of a deck's row, which is made when it is missing."""
    key = link.scalar(_DECK, {"deck": deck})
    if key is None:
        key = link.insert(insert(decks), {"deck_id": deck, "title": deck})
    return int(key)


def topic_key(link: Link, topic: TopicId) -> int:
    """The key of a topic's row, which is made when it is missing."""
    key = link.scalar(_TOPIC, {"topic": topic})
    if key is None:
        row = {
            "topic_id": topic,
            "deck": deck_key(link, deck_of(topic)),
            "title": topic.partition("/")[2],
            "ordinal": UNLISTED,
        }
        key = link.insert(insert(topics), row)
    return int(key)


def topic_id(link: Link, key: int) -> TopicId:
    """The id of a topic's row."""
    return TopicId(str(link.scalar(_TOPIC_ID, {"topic": key})))


def deck_key_of(link: Link, topic: int | None) -> int:
    """The key of a topic's deck, 0 of none."""
    return int(link.scalar(_DECK_OF, {"topic": topic}) or 0)
