"""Cards that ask questions, with what decides whether a quiz asks them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sqlalchemy import bindparam, func, null, select

from drill.events import microseconds
from drill.ids import CardId, NoteId, TopicId
from drill.store.quick import Quick
from drill.store.schedule_rows import NEW
from drill.store.schema import cards, notes, topics
from drill.store.selecting import NOT_BURIED, topic_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import BindParameter

    from drill.ids import StudyDay
    from drill.store.link import Link

AT_ONCE = 500
FEW_TOPICS = 8
"""From here on reading all cards is quicker than one topic after the other."""


class PoolCard(NamedTuple):
    """A card that may be asked, as its row has it: there are thousands."""

    key: int
    topic: int
    ratio: float | None
    """Days since its last review over its stability; None of a new card."""
    difficulty: float | None
    """By FSRS."""
    is_due: int | None
    """Whether it comes up by itself by now; None of a new card."""
    is_mistake: int | None
    """Whether its latest Again was on or after a day; None without one."""


class PoolNote(NamedTuple):
    """The note of such a card."""

    card: CardId
    note: NoteId
    kind: str
    contrast: tuple[NoteId, ...]


_day: BindParameter[Any] = bindparam("day")
_BRIEF = (
    cards.c.key,
    cards.c.topic,
    (_day - cards.c.last_day) / cards.c.stability,
)
_COLUMNS = (
    *_BRIEF,
    cards.c.difficulty,
    func.coalesce(cards.c.due_us <= bindparam("at_us"), cards.c.due <= _day),
    cards.c.forgotten_day >= bindparam("first"),
)
_IS_ASKED = (cards.c.part == "q", cards.c.lane >= NEW, NOT_BURIED)
_POOL = Quick(select(*_COLUMNS).where(*_IS_ASKED).order_by(cards.c.key))
_POOL_IN_BRIEF = Quick(
    select(*_BRIEF, null(), null(), null()).where(*_IS_ASKED).order_by(cards.c.key)
)
_TOPIC = Quick(
    select(*_COLUMNS)
    .where(*_IS_ASKED, cards.c.topic == bindparam("in_topic"))
    .order_by(cards.c.key)
)
_NOTES = (
    select(cards.c.key, cards.c.card_id, notes.c.note_id, notes.c.kind)
    .add_columns(notes.c.contrast)
    .join(notes, notes.c.key == cards.c.note)
    .where(cards.c.key.in_(bindparam("keys", expanding=True)))
)
_TOPICS = select(topics.c.key, topics.c.topic_id)


class Pools:
    """Cards of questions; those suspended or buried are none."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def cards(
        self,
        day: StudyDay,
        at: datetime,
        first: StudyDay,
        scope: Collection[str] = (),
        *,
        in_brief: bool = False,
    ) -> list[PoolCard]:
        """The cards with one question as their part, always in the same order.

        Args:
            day: the study day.
            at: the instant; aware.
            first: the study day from which on a mistake is one.
            scope: DeckIds and TopicIds; empty for all.
            in_brief: the last three fields are not needed, and may be None.

        Returns:
            Rows of a query, in the order of `PoolCard`'s fields and without its names.
        """
        values: dict[str, Any] = {"day": day, "at_us": microseconds(at), "first": first}
        wanted = set(topic_keys(self._link, scope)) if scope else None
        if wanted is None or len(wanted) > FEW_TOPICS:
            pool = _POOL_IN_BRIEF if in_brief else _POOL
            rows = cast("list[PoolCard]", self._link.quick_rows(pool, values))
            return rows if wanted is None else [r for r in rows if r[1] in wanted]
        found: list[Any] = []
        for topic in sorted(wanted):
            found += self._link.quick_rows(_TOPIC, {**values, "in_topic": topic})
        return found

    def topics(self) -> dict[int, TopicId]:
        """The ids of all topics, by key."""
        return {key: TopicId(topic) for key, topic in self._link.rows(_TOPICS)}

    def notes(self, keys: Iterable[int]) -> dict[int, PoolNote]:
        """The notes of some of them, by the card's key."""
        wanted = list(keys)
        return {
            key: PoolNote(CardId(card), NoteId(note), kind, _contrast(contrast))
            for start in range(0, len(wanted), AT_ONCE)
            for key, card, note, kind, contrast in self._link.rows(
                _NOTES, {"keys": wanted[start : start + AT_ONCE]}
            )
        }


def _contrast(text: str) -> tuple[NoteId, ...]:
    return () if text == "[]" else tuple(map(NoteId, json.loads(text)))
