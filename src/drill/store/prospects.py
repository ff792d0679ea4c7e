"""The cards of some decks and topics, as an interview plan looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, func, select

from drill.ids import DeckId, TopicId
from drill.srs.prospect import Prospect
from drill.store.card_rows import SHOWN, stored_card
from drill.store.quick import Quick
from drill.store.schedule_rows import NEW, REVIEWING, SUSPENDED_LANE
from drill.store.schema import cards, decks, notes, topics
from drill.store.selecting import NOT_BURIED, topic_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from drill.ids import StudyDay
    from drill.store.card_rows import StoredCard
    from drill.store.link import Link

AT_ONCE = 500


def _or_none(name: str) -> object:
    return func.coalesce(cards.c[name], 0)


_PROMPTS = select(notes.c.key).where(
    notes.c.topic == bindparam("in_topic"), notes.c.kind == "prompt"
)
_OF_TOPIC = Quick(
    select(
        cards.c.key,
        func.coalesce(cards.c.note, -cards.c.key),
        (cards.c.lane >= NEW) & NOT_BURIED,
        cards.c.state == REVIEWING,
        *(
            _or_none(name)
            for name in (
                *("stability", "difficulty", "due", "last_day", "last_answer_day"),
                "introduced",
            )
        ),
    )
    .where(
        cards.c.topic == bindparam("in_topic"),
        cards.c.lane >= SUSPENDED_LANE,
        cards.c.note.not_in(_PROMPTS),
    )
    .order_by(cards.c.ordinal, cards.c.key)
)
_NAMES = (
    select(topics.c.key, topics.c.topic_id, topics.c.title, decks.c.deck_id)
    .add_columns(decks.c.title)
    .join(decks, decks.c.key == topics.c.deck)
    .where(topics.c.key.in_(bindparam("keys", expanding=True)))
    .order_by(decks.c.deck_id, topics.c.ordinal, topics.c.topic_id)
)
_BY_KEYS = SHOWN.where(cards.c.key.in_(bindparam("keys", expanding=True)))


class TopicProspects(NamedTuple):
    """The cards of one topic."""

    topic: TopicId
    title: str
    deck: DeckId
    deck_title: str
    cards: list[Prospect]


class Prospects:
    """Cards with no more than a plan needs: 10,000 are read in some 20 ms."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def of(self, scope: Collection[str], day: StudyDay) -> list[TopicProspects]:
        """The cards of some decks and topics, in the order of the decks.

        Those that are gone are left out, and open questions, which a sitting asks.

        Args:
            scope: DeckIds and TopicIds.
            day: the study day, for what is buried.
        """
        found = []
        keys = {"keys": topic_keys(self._link, scope)}
        for key, topic, title, deck, deck_title in self._link.rows(_NAMES, keys):
            rows = self._link.quick_rows(_OF_TOPIC, {"in_topic": key, "day": day})
            some = list(map(Prospect._make, rows))
            found.append(
                TopicProspects(TopicId(topic), title, DeckId(deck), deck_title, some)
            )
        return found

    def cards(self, keys: Iterable[int]) -> dict[int, StoredCard]:
        """Those cards, by key, with everything the record knows of them."""
        wanted = list(keys)
        return {
            card.key: card
            for start in range(0, len(wanted), AT_ONCE)
            for card in map(
                stored_card,
                self._link.rows(_BY_KEYS, {"keys": wanted[start : start + AT_ONCE]}),
            )
        }
