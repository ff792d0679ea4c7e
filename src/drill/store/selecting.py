"""Conditions that pick cards: by deck, by day, hidden or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select

from drill.store.schema import cards, decks, topics

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Select

    from drill.store.link import Link

NOT_BURIED: ColumnElement[bool] = or_(
    cards.c.buried_until.is_(None), cards.c.buried_until <= bindparam("day")
)
"""Cards that are not hidden on the study day `day`."""

IN_TOPICS: ColumnElement[bool] = cards.c.topic.in_(bindparam("topics", expanding=True))

_TOPICS_OF = (
    select(topics.c.key)
    .join(decks, decks.c.key == topics.c.deck)
    .where(
        or_(
            decks.c.deck_id.in_(bindparam("decks", expanding=True)),
            topics.c.topic_id.in_(bindparam("decks", expanding=True)),
        )
    )
    .order_by(topics.c.key)
)


def topic_keys(link: Link, chosen: Collection[str]) -> list[int]:
    """Keys of the topics in some decks; a topic's own id chooses it alone."""
    return [row[0] for row in link.rows(_TOPICS_OF, {"decks": list(chosen)})]


def limited_to(
    link: Link,
    statement: Select[Any],
    chosen: Collection[str] | None,
    values: dict[str, Any],
) -> Select[Any]:
    """A query for cards of some decks and topics alone; None means all.

    Adds what the new condition needs to `values`.
    """
    if chosen is None:
        return statement
    values["topics"] = topic_keys(link, chosen)
    return statement.where(IN_TOPICS)
