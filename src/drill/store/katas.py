"""The katas there are, for their list and for interview drills."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from drill.ids import CardId, NoteId, TopicId
from drill.store.schema import cards, notes, topics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.store.link import Link

_KATAS = (
    select(cards.c.card_id, notes.c.note_id, topics.c.topic_id, notes.c.document)
    .join(notes, notes.c.key == cards.c.note)
    .join(topics, topics.c.key == cards.c.topic)
    .where(notes.c.kind == "kata", notes.c.present, cards.c.present)
    .order_by(topics.c.topic_id, cards.c.ordinal, cards.c.key)
)


@dataclass(frozen=True, slots=True)
class StoredKata:
    """A kata of the decks at hand."""

    card: CardId
    note: NoteId
    topic: TopicId
    document: Mapping[str, Any]


def stored_katas(link: Link) -> list[StoredKata]:
    """All katas, by topic and place; suspended ones too."""
    return [
        StoredKata(CardId(card), NoteId(note), TopicId(topic), json.loads(document))
        for card, note, topic, document in link.rows(_KATAS)
    ]
