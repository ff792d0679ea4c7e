"""Cards by their ids, with everything the record knows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from drill.errors import CardNotFound
from drill.store.card_rows import SHOWN, SHOWN_BY_ID, StoredCard, stored_card
from drill.store.queues import Queues
from drill.store.quick import Quick
from drill.store.schema import aliases, cards, notes
from drill.store.tallies import Tallies

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from drill.ids import CardId, NoteId

AT_ONCE = 500

_FORMER = SHOWN.join(aliases, aliases.c.card == cards.c.key).where(
    aliases.c.formerly == bindparam("card")
)
_MANY = SHOWN.where(cards.c.card_id.in_(bindparam("wanted", expanding=True)))
_NOTE = cards.alias("sibling")
_SIBLINGS = Quick(
    SHOWN.where(
        cards.c.note
        == select(_NOTE.c.note)
        .where(_NOTE.c.card_id == bindparam("card"))
        .scalar_subquery(),
        cards.c.card_id != bindparam("card"),
        cards.c.present,
    ).order_by(cards.c.ordinal, cards.c.key)
)
_OF_NOTES = (
    SHOWN.join(notes, notes.c.key == cards.c.note)
    .where(notes.c.note_id.in_(bindparam("wanted", expanding=True)), cards.c.present)
    .order_by(cards.c.note, cards.c.ordinal, cards.c.key)
)


class Cards(Queues, Tallies):
    """Cards, the queues they stand in, and how many there are."""

    def get(self, card: CardId) -> StoredCard:
        """A card by its id or a former one.

        Raises:
            CardNotFound: it was never known.
        """
        found = self.find(card)
        if found is None:
            raise CardNotFound(card)
        return found

    def find(self, card: CardId) -> StoredCard | None:
        """A card by its id or a former one, None when it was never known."""
        row = self._link.quick_row(SHOWN_BY_ID, {"card": card})
        if row is None:
            row = self._link.first(_FORMER, {"card": card})
        return None if row is None else stored_card(row)

    def many(self, wanted: Iterable[CardId]) -> dict[CardId, StoredCard]:
        """Those of some cards that are known, by id."""
        ids = list(wanted)
        found = {}
        for start in range(0, len(ids), AT_ONCE):
            some = {"wanted": ids[start : start + AT_ONCE]}
            for row in self._link.rows(_MANY, some):
                card = stored_card(row)
                found[card.card] = card
        return found

    def siblings(self, card: CardId) -> list[StoredCard]:
        """The other cards of a card's note that are there, in order."""
        rows = self._link.quick_rows(_SIBLINGS, {"card": card})
        return [stored_card(row) for row in rows]

    def of_notes(self, wanted: Collection[NoteId]) -> list[StoredCard]:
        """The cards of some notes that are there, in order."""
        rows = self._link.rows(_OF_NOTES, {"wanted": list(wanted)})
        return [stored_card(row) for row in rows]
