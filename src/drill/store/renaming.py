"""Cards that go by another id, with all that happened under the former one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from drill.store import history
from drill.store.schema import aliases, cards, journal

if TYPE_CHECKING:
    from drill.events import Renamed
    from drill.ids import CardId
    from drill.store.card_rows import FoldedCard
    from drill.store.folding import Folding
    from drill.store.link import Link

AT_ONCE = 500

_KEY = select(cards.c.key).where(cards.c.card_id == bindparam("card"))
_ALIAS = select(aliases.c.card).where(aliases.c.formerly == bindparam("card"))
_RENAME = (
    update(cards)
    .where(cards.c.key == bindparam("row"))
    .values(card_id=bindparam("to_card"))
)
_ADD_ALIAS = insert(aliases)
_DROP_ALIAS = delete(aliases).where(aliases.c.formerly == bindparam("card"))
_MOVE_ALIASES = (
    update(aliases)
    .where(aliases.c.card == bindparam("old"))
    .values(card=bindparam("new"))
)
_MOVE_EVENTS = (
    update(journal)
    .where(journal.c.position.in_(bindparam("positions", expanding=True)))
    .values(card=bindparam("new"))
)
_HISTORY = (
    update(cards)
    .where(cards.c.key == bindparam("row"))
    .values(history=bindparam("to_history"))
)
_DELETE = delete(cards).where(cards.c.key == bindparam("row"))


def rename_card(
    link: Link, folding: Folding, body: Renamed, *, is_counted: bool = True
) -> int:
    """Give a card its new id; if both ids have a row, their events become one's.

    Args:
        is_counted: whether the roll-ups hold the cards; if not, whoever calls folds
            the card again.

    Returns:
        The key of the card's row.
    """
    old, new = _key(link, body.formerly), _key(link, body.card)
    if old is None:
        key = folding.card(body.card).key
    elif new is None or new == old:
        key = old
    else:
        key = _join(link, folding, old, new, is_counted=is_counted)
    link.run(_DROP_ALIAS, {"card": body.card})
    link.run(_RENAME, {"row": key, "to_card": body.card})
    _alias(link, body.formerly, key)
    return key


def _key(link: Link, card: CardId) -> int | None:
    key = link.scalar(_KEY, {"card": card})
    if key is None:
        key = link.scalar(_ALIAS, {"card": card})
    return None if key is None else int(key)


def _alias(link: Link, formerly: CardId, key: int) -> None:
    if link.scalar(_KEY, {"card": formerly}) is None:
        link.run(_DROP_ALIAS, {"card": formerly})
        link.run(_ADD_ALIAS, {"formerly": formerly, "card": key})


def _join(link: Link, folding: Folding, old: int, new: int, *, is_counted: bool) -> int:
    """Make one row out of two that turned out to be of the same card.

    The row of the card that is there stays, whatever its id is.
    """
    kept, gone = folding.card_at(new), folding.card_at(old)
    if gone.present and not kept.present:
        kept, gone = gone, kept
    if is_counted:
        folding.uncount(kept)
        folding.uncount(gone)
    _move(link, gone, kept)
    if gone.topic is not None:
        folding.recount.add(gone.topic)
    if is_counted:
        folding.refold(folding.card_at(kept.key), lambda _entry, _counts: False)
    return kept.key


def _move(link: Link, gone: FoldedCard, kept: FoldedCard) -> None:
    """Give one row the events and the former ids of another, which goes."""
    positions = history.unpack(gone.history)
    packed = history.pack(sorted({*positions, *history.unpack(kept.history)}))
    for start in range(0, len(positions), AT_ONCE):
        some = {"positions": positions[start : start + AT_ONCE], "new": kept.key}
        link.run(_MOVE_EVENTS, some)
    link.run(_MOVE_ALIASES, {"old": gone.key, "new": kept.key})
    link.run(_DELETE, {"row": gone.key})
    link.run(_HISTORY, {"row": kept.key, "to_history": packed})
