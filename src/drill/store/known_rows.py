"""Which notes and cards a row is there of, of many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from drill.store.quick import QuickList
from drill.store.schema import aliases, cards, notes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Column

    from drill.store.link import Link


def _those(column: Column[str]) -> QuickList:
    listed = column.in_(bindparam("ids", expanding=True))
    return QuickList(select(column).where(listed), "ids")


_NOTES = _those(notes.c.note_id)
_CARDS = _those(cards.c.card_id)
_ALIASES = _those(aliases.c.formerly)


def known_notes(link: Link, ids: Iterable[str]) -> set[str]:
    """Those of some ids that a note has."""
    return {row[0] for row in link.quick_rows_of(_NOTES, ids)}


def known_cards(link: Link, ids: Iterable[str]) -> set[str]:
    """Those of some ids that a card goes by, or went by before."""
    wanted = list(ids)
    rows = (link.quick_rows_of(each, wanted) for each in (_CARDS, _ALIASES))
    return {row[0] for some in rows for row in some}
