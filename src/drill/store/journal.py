"""Reading the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, func, select

from drill.events import GoalSet
from drill.ids import CardId
from drill.store import history
from drill.store.journal_rows import (
    EVENTS,
    all_entries,
    entries_at,
    entry_of,
    retracted,
)
from drill.store.quick import Quick
from drill.store.schedule_rows import instant
from drill.store.schema import aliases, cards, journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from drill.events import Event
    from drill.store.link import Link
    from drill.store.shared import Shared

_GOAL = Quick(
    select(journal.c.position)
    .where(journal.c.card.is_(None), journal.c.kind == GoalSet.kind)
    .limit(1)
)
_OF_KIND = EVENTS.where(
    journal.c.card.is_(None), journal.c.kind == bindparam("kind")
).order_by(journal.c.position)
_COUNT = select(func.count()).select_from(journal)
_LATEST = select(journal.c.at_us).order_by(journal.c.position.desc()).limit(1)
_HISTORY = select(cards.c.history).where(cards.c.card_id == bindparam("card"))
_HISTORIES = select(cards.c.card_id, cards.c.history).where(
    cards.c.card_id.in_(bindparam("cards", expanding=True)), cards.c.history != b""
)
_FORMER_HISTORIES = (
    select(aliases.c.formerly, cards.c.history)
    .join(cards, cards.c.key == aliases.c.card)
    .where(
        aliases.c.formerly.in_(bindparam("cards", expanding=True)),
        cards.c.history != b"",
    )
)
_FORMER_HISTORY = (
    select(cards.c.history)
    .join(aliases, aliases.c.card == cards.c.key)
    .where(aliases.c.formerly == bindparam("card"))
)


class HistoryEntry(NamedTuple):
    """One event of a card."""

    event: Event
    retracted: bool
    """Taken back, and without effect."""


class Journal:
    """The events, as they came in or as they fold."""

    def __init__(self, link: Link, shared: Shared) -> None:
        self._link = link
        self._shared = shared

    def history(self, card: CardId) -> list[HistoryEntry]:
        """Every event of a card in fold order, retracted ones too."""
        packed = self._link.scalar(_HISTORY, {"card": card})
        if packed is None:
            packed = self._link.scalar(_FORMER_HISTORY, {"card": card}) or b""
        return list(self._told(history.unpack(packed)).values())

    def histories(self, wanted: Sequence[CardId]) -> dict[CardId, list[HistoryEntry]]:
        """The events of those of some cards that have any, as `history` gives them."""
        rows = [
            *self._link.rows_of(_FORMER_HISTORIES, "cards", wanted),
            *self._link.rows_of(_HISTORIES, "cards", wanted),
        ]
        positions = {CardId(card): history.unpack(packed) for card, packed in rows}
        every = {place for mine in positions.values() for place in mine}
        told = self._told(sorted(every))
        rank = {place: number for number, place in enumerate(told)}
        return {
            card: [told[place] for place in sorted(mine, key=rank.__getitem__)]
            for card, mine in positions.items()
        }

    def _told(self, positions: list[int]) -> dict[int, HistoryEntry]:
        """The events at some positions, by those, in fold order."""
        entries = entries_at(self._link, self._shared, positions)
        undone = retracted(self._link, {entry.operation for entry in entries})
        return {
            entry.position: HistoryEntry(entry.event, entry.operation in undone)
            for entry in entries
        }

    def has_goals(self) -> bool:
        """Whether an interview was ever prepared for; asked whenever a day is queued.

        What reads goals takes 10 ms to import and to compile.
        """
        return self._link.quick_row(_GOAL, {}) is not None

    def events(self, after: int = 0) -> Iterator[tuple[int, Event]]:
        """Positions and events in the order of arrival, read as they are needed.

        Args:
            after: the position to go on from.
        """
        for entry in all_entries(self._link, self._shared, after):
            yield entry.position, entry.event

    def of_kind(self, kind: str) -> Iterator[Event]:
        """Events of a kind that touch no card, as they came in; retracted ones too."""
        for row in self._link.stream(_OF_KIND, {"kind": kind}):
            yield entry_of(row, self._link, self._shared).event

    def count(self) -> int:
        """How many events there are."""
        return int(self._link.scalar(_COUNT))

    def latest_at(self) -> datetime | None:
        """When the event that came in last happened, None of an empty journal."""
        at_us = self._link.scalar(_LATEST)
        return None if at_us is None else instant(at_us)
