"""Cards that may come up, in the orders in which they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select

from drill.events import microseconds
from drill.store.card_rows import SHOWN, StoredCard, stored_card
from drill.store.schedule_rows import LEARNING, NEW, RELEARNING, REVIEWING
from drill.store.schema import cards, decks, topics
from drill.store.selecting import NOT_BURIED, limited_to

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from drill.ids import StudyDay
    from drill.store.link import Link

_STEPS = (LEARNING, RELEARNING)
_APART_DAYS = 3
"""Study days that one instant may be apart in two zones with two rollover hours."""

_elapsed: ColumnElement[Any] = bindparam("day") - cards.c.last_day
ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    # The forgetting curve falls with elapsed / stability, so its order is theirs.
    "retrievability": (_elapsed / cards.c.stability, cards.c.key),
    "due": (cards.c.due, cards.c.key),
    "difficulty": (cards.c.difficulty, cards.c.key),
    "random": (
        (cards.c.key * 40_503 + bindparam("day") * 9_973) % 65_537,
        cards.c.key,
    ),
}
"""Ways to sort due reviews; `retrievability` is descending."""

_DUE = SHOWN.where(
    cards.c.lane == REVIEWING, cards.c.due <= bindparam("day"), NOT_BURIED
)
_LEARNING = SHOWN.where(
    cards.c.lane.in_(_STEPS),
    # Follows from what comes next; without it all cards are read, which takes 9 ms.
    cards.c.due <= bindparam("day") + _APART_DAYS,
    or_(
        cards.c.due_us <= bindparam("until_us"),
        cards.c.due_us.is_(None) & (cards.c.due <= bindparam("day")),
    ),
    NOT_BURIED,
).order_by(func.coalesce(cards.c.due_us, 0), cards.c.due, cards.c.key)
_PLACED = SHOWN.where(
    cards.c.lane == NEW, cards.c.position.is_not(None), NOT_BURIED
).order_by(cards.c.position, cards.c.key)
_FRESH_TOPICS = (
    select(topics.c.key)
    .join(decks, decks.c.key == topics.c.deck)
    .where(topics.c.fresh > 0)
    .order_by(decks.c.deck_id, topics.c.ordinal, topics.c.topic_id)
)
_FRESH = SHOWN.where(
    cards.c.topic == bindparam("topic"),
    cards.c.lane == NEW,
    cards.c.state == NEW,
    cards.c.position.is_(None),
    NOT_BURIED,
).order_by(cards.c.ordinal, cards.c.key)
_AHEAD = (
    SHOWN.where(
        cards.c.lane == REVIEWING,
        cards.c.due > bindparam("day"),
        cards.c.due <= bindparam("last"),
        NOT_BURIED,
    )
    .order_by(cards.c.due, cards.c.key)
    .limit(bindparam("most"))
)
_FORGOTTEN = SHOWN.where(
    cards.c.forgotten_day >= bindparam("first"),
    cards.c.forgotten_day <= bindparam("day"),
    cards.c.lane >= NEW,
    NOT_BURIED,
).order_by(cards.c.stability, cards.c.key)


class Queues:
    """Queries for cards to do; all skip suspended and buried ones."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def due_reviews(
        self,
        day: StudyDay,
        *,
        order: str = "retrievability",
        limit: int = 200,
        decks: Collection[str] | None = None,
        today: bool | None = None,
    ) -> list[StoredCard]:
        """Reviewing cards that are due on a study day or were before.

        Args:
            order: one of `ORDERS`.
            limit: how many at most.
            decks: DeckIds and TopicIds; None for all.
            today: True for those due on this very day, False for the backlog alone.
        """
        values: dict[str, Any] = {"day": day}
        statement = limited_to(self._link, _DUE, decks, values)
        if today is not None:
            is_today = cards.c.due == bindparam("day")
            statement = statement.where(is_today if today else ~is_today)
        return self._stored(statement.order_by(*ORDERS[order]).limit(limit), values)

    def learning(
        self,
        until: datetime,
        day: StudyDay,
        *,
        decks: Collection[str] | None = None,
    ) -> list[StoredCard]:
        """Learning and relearning cards whose step ends by an instant, earliest first.

        Args:
            until: an aware instant; later ones are for learning ahead.
            day: the study day, for steps of whole days.
        """
        values: dict[str, Any] = {"until_us": microseconds(until), "day": day}
        statement = limited_to(self._link, _LEARNING, decks, values)
        return self._stored(statement, values)

    def new(
        self,
        day: StudyDay,
        *,
        decks: Collection[str] | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> list[StoredCard]:
        """New cards: those that the learner placed, then as the decks order them."""
        found: list[StoredCard] = []
        for skipped, card in enumerate(self._all_new(day, decks, offset + limit)):
            if skipped >= offset:
                found.append(card)
            if len(found) >= limit:
                break
        return found

    def ahead(
        self,
        day: StudyDay,
        days: int,
        *,
        limit: int = 200,
        decks: Collection[str] | None = None,
    ) -> list[StoredCard]:
        """Reviewing cards that come due in the next study days, soonest first."""
        values: dict[str, Any] = {"day": day, "last": day + days, "most": limit}
        return self._stored(limited_to(self._link, _AHEAD, decks, values), values)

    def forgotten(
        self, day: StudyDay, days: int = 1, decks: Collection[str] | None = None
    ) -> list[StoredCard]:
        """Cards that were answered Again in the last study days, weakest first.

        Args:
            days: how many days, `day` the last of them.
        """
        values: dict[str, Any] = {"day": day, "first": day - days + 1}
        return self._stored(limited_to(self._link, _FORGOTTEN, decks, values), values)

    def _all_new(
        self, day: StudyDay, decks: Collection[str] | None, most: int
    ) -> Iterator[StoredCard]:
        values: dict[str, Any] = {"day": day}
        placed = limited_to(self._link, _PLACED, decks, values).limit(most)
        yield from self._stored(placed, values)
        chosen = values.get("topics")
        for (topic,) in self._link.rows(_FRESH_TOPICS):
            if chosen is None or topic in chosen:
                fresh = {"day": day, "topic": topic}
                yield from self._stored(_FRESH.limit(most), fresh)

    def _stored(self, statement: Any, values: dict[str, Any]) -> list[StoredCard]:
        return [stored_card(row) for row in self._link.rows(statement, values)]
