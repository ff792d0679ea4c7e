"""Pages of what a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from drill.events import microseconds
from drill.ids import CardId
from drill.srs.preset import DEFAULT_PARAMETERS
from drill.store.card_rows import SHOWN, StoredCard, stored_card
from drill.store.schedule_rows import NEW
from drill.store.schema import cards, decks, notes, topics
from drill.store.search.conditions import (
    Conditions,
    asks_for_vanished,
    cards_with,
    parted,
)
from drill.store.search.language import parse

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from drill.ids import StudyDay
    from drill.store.link import Link
    from drill.store.search.language import Query
    from drill.store.shared import Shared

PAGE_ROWS = 200


@dataclass(frozen=True, slots=True)
class FoundCard:
    """One card that a search found."""

    card: StoredCard
    tags: tuple[str, ...]


SORTS = (
    "created",
    "deck",
    "difficulty",
    "due",
    "front",
    "lapses",
    "retrievability",
    "stability",
)


class Search:
    """Finds cards; one page and the number of all of them."""

    def __init__(self, link: Link, shared: Shared) -> None:
        self._link = link
        self._shared = shared

    def page(  # noqa: PLR0913 - what a list of cards is asked for
        self,
        query: Query | str,
        day: StudyDay,
        *,
        sort: str = "created",
        descending: bool = False,
        offset: int = 0,
        limit: int = PAGE_ROWS,
        parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
    ) -> tuple[list[FoundCard], int]:
        """Some of the cards that a search finds, and how many there are in all.

        Args:
            query: what was typed, or what `language.parse` made of it.
            day: the present study day.
            sort: one of `SORTS`; cards without the quantity come last.
            descending: the largest first.
            offset: cards to pass over.
            limit: cards at most.
            parameters: of FSRS, for retrievability.

        Raises:
            InvalidSearch: the search cannot be read.
        """
        words, rest = parted(parse(query) if isinstance(query, str) else query)
        condition, source = self._condition(rest, day, parameters), cards_with(words)
        total = self._link.scalar(
            select(func.count()).select_from(source).where(condition)
        )
        order = _order(sort, day, descending=descending)
        if sort == "deck":
            source = source.outerjoin(topics, topics.c.key == cards.c.topic)
            source = source.outerjoin(decks, decks.c.key == topics.c.deck)
        keys = select(cards.c.key).select_from(source).where(condition)
        chosen = [
            row[0]
            for row in self._link.rows(
                keys.order_by(*order).limit(limit).offset(offset)
            )
        ]
        return self._found(chosen), int(total or 0)

    def cards(
        self,
        query: Query | str,
        day: StudyDay,
        *,
        askable: bool = False,
        parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
    ) -> list[CardId]:
        """Every card that a search finds, in the order of the database.

        Args:
            query: what was typed, or what `language.parse` made of it.
            day: the present study day.
            askable: only those that may be asked: of a kind that is, not suspended.
            parameters: of FSRS, for retrievability.

        Raises:
            InvalidSearch: the search cannot be read.
        """
        condition = self._condition(query, day, parameters)
        if askable:
            condition &= cards.c.lane >= NEW
        statement = select(cards.c.card_id).where(condition).order_by(cards.c.key)
        return [CardId(row[0]) for row in self._link.rows(statement)]

    def _condition(
        self, query: Query | str, day: StudyDay, parameters: tuple[float, ...]
    ) -> ColumnElement[bool]:
        if isinstance(query, str):
            query = parse(query)
        start_us = microseconds(self._shared.calendar.start(day))
        condition = Conditions(day, start_us, parameters).of(query)
        if asks_for_vanished(query):
            return condition
        return cards.c.present & condition

    def _found(self, keys: list[int]) -> list[FoundCard]:
        """The cards of some rows, in the order of the keys."""
        statement = (
            SHOWN.add_columns(notes.c.tags)
            .outerjoin(notes, notes.c.key == cards.c.note)
            .where(cards.c.key.in_(keys))
        )
        found = {}
        for *row, tags in self._link.rows(statement):
            card = stored_card(row)
            found[card.key] = FoundCard(card, tuple((tags or "").split()))
        return [found[key] for key in keys]


def _order(sort: str, day: StudyDay, *, descending: bool) -> list[Any]:
    columns: dict[str, list[Any]] = {
        "created": [cards.c.note],
        "deck": [decks.c.deck_id, topics.c.ordinal, cards.c.topic, cards.c.ordinal],
        "difficulty": [cards.c.difficulty],
        "due": [cards.c.due, cards.c.due_us],
        "front": [func.lower(cards.c.front)],
        "lapses": [cards.c.lapses],
        # It falls with elapsed / stability.
        "retrievability": [(cards.c.last_day - day) / cards.c.stability],
        "stability": [cards.c.stability],
    }
    wanted = [*columns[sort], cards.c.key]
    ordered = [c.desc() if descending else c.asc() for c in wanted]
    # No card that is present lacks a note: the plain order lets its index serve.
    return ordered if sort == "created" else [each.nulls_last() for each in ordered]
