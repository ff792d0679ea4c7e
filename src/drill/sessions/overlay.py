"""What interviews ask for, laid over the queue of a day.

A plan adds reviews that are not due, brings new cards in beyond the limit, and lets due
cards that it does not ask for come last. It takes nothing away.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from drill.sessions.collection import deck_of_topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.planning import Asked
    from drill.srs.queue import Limit
    from drill.store.card_rows import StoredCard


class Overlay:
    """The choices of all interviews that are to come; empty without one."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.asked = asked
        self._reviews = {card.card: card for each in asked for card in each.reviews}
        self.planned = frozenset(self._reviews)
        """The reviews that are asked for, due or not."""
        yielding = {card.card for each in asked for card in each.yielding}
        self.yielding = frozenset(yielding - self.planned)
        """Due cards that none of them asks for today."""

    def with_reviews(self, due: list[StoredCard]) -> list[StoredCard]:
        """Due cards, and the others that are asked for, in a fixed order."""
        known = {card.card for card in due}
        more = (card for card in self._reviews.values() if card.card not in known)
        return [*due, *more]


def raised(limit: Limit, cards: Sequence[StoredCard]) -> Limit:
    """A limit of new cards that lets these in, over all and in their decks.

    The interview was set later than the limit, and with minutes of its own.
    """
    if not cards:
        return limit
    decks = Counter(deck_of_topic(card.topic) for card in cards)
    caps = {
        deck: max(cap, limit.done_by_deck.get(deck, 0) + decks[deck])
        for deck, cap in limit.caps.items()
    }
    a_day = max(limit.a_day, limit.done + len(cards))
    return replace(limit, a_day=a_day, caps=caps)
