"""Titles of decks that have no file: the latest event that counts says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from drill.events import DeckNamed
from drill.store.journal_rows import EVENTS, entry_of, in_fold_order
from drill.store.schema import decks, files, journal, operations
from drill.store.topic_rows import deck_key

if TYPE_CHECKING:
    from drill.ids import DeckId
    from drill.store.link import Link
    from drill.store.shared import Shared

# The operation at hand has no row yet.
_RETRACTED = select(operations.c.key).where(
    operations.c.key == journal.c.operation, operations.c.retracted
)
_NAMED = EVENTS.where(
    journal.c.card.is_(None),
    journal.c.kind == DeckNamed.kind,
    ~_RETRACTED.exists(),
)
_HAS_FILE = select(files.c.path).where(
    files.c.deck == bindparam("deck"), files.c.role == "deck"
)
_SAVE = (
    update(decks)
    .where(decks.c.key == bindparam("row"))
    .values(title=bindparam("to_title"), description=bindparam("to_description"))
)


def name_deck(link: Link, shared: Shared, deck: DeckId) -> None:
    """Give a deck the title that it was named last, its id where it was not.

    A deck with a `deck.yaml` has its title there.
    """
    key = deck_key(link, deck)
    if link.first(_HAS_FILE, {"deck": key}) is not None:
        return
    entries = in_fold_order(entry_of(row, link, shared) for row in link.rows(_NAMED))
    bodies = [entry.event.body for entry in entries]
    named = [b for b in bodies if isinstance(b, DeckNamed) and b.deck == deck]
    last = named[-1] if named else DeckNamed(deck, deck)
    values = {"to_title": last.title, "to_description": last.description}
    link.run(_SAVE, {"row": key, **values})
