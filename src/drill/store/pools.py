"""Cards that ask questions, with what decides whether a quiz asks them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select

from drill.ids import CardId, NoteId, TopicId
from drill.store.quick import Quick
from drill.store.schedule_rows import NEW
from drill.store.schema import cards, notes, topics
from drill.store.selecting import NOT_BURIED, topic_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from drill.ids import StudyDay
    from drill.store.link import Link

AT_ONCE = 500


class PoolCard(NamedTuple):
    """A card that may be asked. A tuple, because there are thousands."""

    key: int
    topic: int
    state: int
    """As `schedule_rows` numbers them."""
    due: int | None
    due_us: int | None
    stability: float | None
    difficulty: float | None
    last_day: int | None
    forgotten_day: int | None
    """The study day of the latest Again."""

    @property
    def is_new(self) -> bool:
        """Whether no review of it counted yet."""
        return self.state == NEW

    def is_due(self, day: StudyDay, at_us: int) -> bool:
        """Whether it comes up by itself by an instant of a study day."""
        if self.due_us is not None:
            return self.due_us <= at_us
        return self.due is not None and self.due <= day


class PoolNote(NamedTuple):
    """The note of such a card."""

    card: CardId
    note: NoteId
    kind: str
    contrast: tuple[NoteId, ...]


_COLUMNS = tuple(cards.c[name] for name in PoolCard._fields)
_IS_ASKED = (cards.c.part == "q", cards.c.lane >= NEW, NOT_BURIED)
_POOL = Quick(select(*_COLUMNS).where(*_IS_ASKED).order_by(cards.c.key))
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

    def cards(self, day: StudyDay, scope: Collection[str] = ()) -> Iterator[PoolCard]:
        """The cards with one question as their part, always in the same order.

        Args:
            day: the study day.
            scope: DeckIds and TopicIds; empty for all.
        """
        for row in self._rows(day, scope):
            yield PoolCard(*row)

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

    def _rows(self, day: StudyDay, scope: Collection[str]) -> Iterator[Any]:
        if not scope:
            yield from self._link.quick_rows(_POOL, {"day": day})
            return
        for topic in topic_keys(self._link, scope):
            yield from self._link.quick_rows(_TOPIC, {"day": day, "in_topic": topic})


def _contrast(text: str) -> tuple[NoteId, ...]:
    return () if text == "[]" else tuple(map(NoteId, json.loads(text)))
