"""The open questions there are, for interview drills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from drill.ids import CardId, StudyDay, TopicId
from drill.store.schedule_rows import HIDDEN_LANE
from drill.store.schema import cards, notes, topics

if TYPE_CHECKING:
    from drill.store.link import Link

_PROMPTS = (
    select(
        cards.c.card_id,
        topics.c.topic_id,
        notes.c.tags,
        cards.c.last_answer_day,
    )
    .join(notes, notes.c.key == cards.c.note)
    .join(topics, topics.c.key == cards.c.topic)
    .where(notes.c.kind == "prompt", cards.c.lane > HIDDEN_LANE)
    .order_by(topics.c.topic_id, cards.c.ordinal, cards.c.key)
)


@dataclass(frozen=True, slots=True)
class StoredPrompt:
    """A prompt that may be asked; suspended ones too, for a sitting is no review."""

    card: CardId
    topic: TopicId
    tags: tuple[str, ...]
    last_day: StudyDay | None
    """When it was answered last; None: never."""


def stored_prompts(link: Link) -> list[StoredPrompt]:
    """All prompts, by topic and place."""
    return [
        StoredPrompt(
            CardId(card),
            TopicId(topic),
            tuple(tags.split()),
            None if day is None else StudyDay(day),
        )
        for card, topic, tags, day in link.rows(_PROMPTS)
    ]
