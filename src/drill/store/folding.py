"""Keeps the cards' rows equal to the fold of their events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select

from drill.events import Practised, Reviewed
from drill.ids import Rating
from drill.srs.fold import advance
from drill.srs.schedule import Schedule
from drill.store import history
from drill.store.card_rows import (
    FOLDED_BY_ID,
    FOLDED_BY_KEY,
    SAVE_SAME_LANE,
    SAVE_WHOLE,
    FoldedCard,
    folded_card,
    saved_values,
)
from drill.store.counters import change_counters, recount
from drill.store.journal_rows import entries_at, retracted
from drill.store.schema import aliases, cards
from drill.store.shared import KnownPresets
from drill.store.tallying import Tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.events import Event
    from drill.ids import CardId
    from drill.store.journal_rows import Entry
    from drill.store.link import Link
    from drill.store.shared import Shared

_ALIAS = select(aliases.c.card).where(aliases.c.formerly == bindparam("formerly"))
_UNKNOWN_CARD = insert(cards)


class Folding:
    """Folds events into cards within one write."""

    def __init__(self, link: Link, shared: Shared) -> None:
        self._link = link
        self._shared = shared
        self.presets = KnownPresets(link, shared)
        self.tally = Tally()
        self.before: dict[int, dict[str, Any]] = {}
        """Rows of cards as they were before this write, by key."""
        self.left: dict[int, int] = {}
        """Stamps of those cards as this write leaves them, but for cards that were
        folded again: their rows tell nothing of what one operation added."""
        self._stored: dict[int, dict[str, Any]] = {}
        """Rows of those cards as they stand in the database."""
        self._folded_again: set[int] = set()
        self.recount: set[int] = set()
        """Keys of topics whose cards are to be counted afresh."""

    def card(self, card: CardId) -> FoldedCard:
        """A card by its id or a former one; unknown ones get a row of their own."""
        found = self.find(card)
        if found is not None:
            return found
        key = self._link.scalar(_ALIAS, {"formerly": card})
        if key is None:
            created_us = self.now_us()
            values = {"card_id": card, "created_us": created_us}
            key = self._link.insert(_UNKNOWN_CARD, values)
        return self.card_at(key)

    def find(self, card: CardId) -> FoldedCard | None:
        """A card by its present id; None where there is no row of it."""
        row = self._link.quick_row(FOLDED_BY_ID, {"card": card})
        return None if row is None else folded_card(row)

    def card_at(self, key: int) -> FoldedCard:
        """A card by the key of its row."""
        row = self._link.quick_row(FOLDED_BY_KEY, {"card": key})
        if row is None:
            raise KeyError(key)
        return folded_card(row)

    def add(self, card: FoldedCard, entry: Entry, device: int) -> None:
        """Fold in an event that was just appended for a card."""
        event = entry.event
        self.remember(card)
        was = card.tally_class
        card.history = history.appended(card.history, entry.position)
        card.stamp = entry.operation
        if self._is_latest(card, event):
            self.tally.count(card.deck, card.schedule, event, self.presets)
            card.schedule = advance(card.schedule, event, self.presets)
            card.order = (event.hybrid_us, device, event.sequence)
            if is_forgotten(event):
                card.forgotten_day = event.day
            self.save(card, was)
        else:
            mine = entry.position
            self.refold(card, lambda each, counts: counts and each.position != mine)

    def refold(
        self, card: FoldedCard, was_counted: Callable[[Entry, bool], bool]
    ) -> None:
        """Compute a card from all its events, and correct the roll-ups.

        Args:
            card: with the stamp and the history that it shall have.
            was_counted: whether an event was part of the row as it stands, told
                whether it counts now.
        """
        self.remember(card)
        self._folded_again.add(card.key)
        was = card.tally_class
        entries = self.entries(card)
        retracted = self.retracted({entry.operation for entry in entries})
        before = [
            entry
            for entry in entries
            if was_counted(entry, entry.operation not in retracted)
        ]
        after = [entry for entry in entries if entry.operation not in retracted]
        self._fold(card.deck, before, -1)
        card.schedule = self._fold(card.deck, after, 1)
        card.order = self._order(after[-1].event) if after else None
        again = [each.event.day for each in after if is_forgotten(each.event)]
        card.forgotten_day = again[-1] if again else None
        self.save(card, was)

    def move(self, key: int, old: int, new: int) -> None:
        """Count what was done with a card under another deck."""
        counted = self.counted(self.card_at(key))
        self._fold(old, counted, -1)
        self._fold(new, counted, 1)

    def uncount(self, card: FoldedCard) -> None:
        """Take all that was done with a card out of the roll-ups."""
        self._fold(card.deck, self.counted(card), -1)

    def counted(self, card: FoldedCard) -> list[Entry]:
        """The events of a card that are not taken back, in fold order."""
        entries = self.entries(card)
        retracted = self.retracted({entry.operation for entry in entries})
        return [entry for entry in entries if entry.operation not in retracted]

    def finish(self) -> None:
        """Write the roll-ups and the counts that were put off."""
        self.tally.save(self._link)
        if self.recount:
            recount(self._link, self.recount)

    def now_us(self) -> int:
        """The present instant in microseconds."""
        return self._shared.now_us()

    def entries(self, card: FoldedCard) -> list[Entry]:
        """Every event of a card in fold order, retracted ones too."""
        positions = history.unpack(card.history)
        return entries_at(self._link, self._shared, positions)

    def retracted(self, keys: set[int]) -> set[int]:
        """Those of some operations that are taken back."""
        return retracted(self._link, keys)

    def remember(self, card: FoldedCard) -> None:
        """Keep the row as it was before this write, for a quick undo."""
        self._stored[card.key] = values = saved_values(card)
        self.before.setdefault(card.key, values)

    def save(self, card: FoldedCard, was: tuple[int, int]) -> None:
        """Write a card's row and its topic's counters."""
        values = saved_values(card)
        stored = self._stored[card.key]
        is_same_lane = (
            values["lane"] == card.lane
            and was == (card.lane, values["state"])
            and all(values[n] == stored[n] for n in ("position", "buried_until"))
        )
        self._link.quick_run(SAVE_SAME_LANE if is_same_lane else SAVE_WHOLE, values)
        card.lane = values["lane"]
        if card.key in self._folded_again:
            self.left.pop(card.key, None)
        else:
            self.left[card.key] = card.stamp
        if card.topic is not None:
            change_counters(self._link, card.topic, was, card.tally_class)

    def _fold(self, deck: int, entries: list[Entry], sign: int) -> Schedule:
        schedule = Schedule()
        for entry in entries:
            self.tally.count(deck, schedule, entry.event, self.presets, sign)
            schedule = advance(schedule, entry.event, self.presets)
        return schedule

    def _is_latest(self, card: FoldedCard, event: Event) -> bool:
        """Whether an event sorts after all that the card's row was folded from."""
        if card.order is None:
            return True
        hybrid_us, device, sequence = card.order
        latest = (hybrid_us, self._shared.device_of(self._link, device), sequence)
        return event.order > latest

    def _order(self, event: Event) -> tuple[int, int, int]:
        device = self._shared.device_key(self._link, event.device)
        return (event.hybrid_us, device, event.sequence)


def is_forgotten(event: Event) -> bool:
    """Whether a card was answered Again."""
    body = event.body
    return isinstance(body, Reviewed | Practised) and body.rating == Rating.AGAIN
