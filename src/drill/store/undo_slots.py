"""What the cards of the latest operations looked like before: the quick undo.

A ring of slots, and a few for the latest large operations, so it stays small. A slot
serves only while the card still stands as the operation left it (its stamp is
`left`); otherwise the card is folded again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from drill.store.quick import Quick
from drill.store.schema import undo_slots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.store.link import Link

SLOTS = 128
"""Operations that can be taken back without folding again."""

LARGE = 2_000
"""Cards from which an operation takes one of the slots for large ones."""

LARGE_SLOTS = 3
"""From number `SLOTS` on: enough for an action, its undo and its redo."""

MOST_CARDS = 50_000
"""Larger operations are folded again when they are taken back: 4 ms a card, where a
slot takes 0.2 ms."""

_OF = Quick(
    select(undo_slots.c.contents).where(
        undo_slots.c.slot == bindparam("at_slot"),
        undo_slots.c.operation == bindparam("of_operation"),
    )
)
_REPLACE = Quick(
    update(undo_slots)
    .where(undo_slots.c.slot == bindparam("at_slot"))
    .values(operation=bindparam("of_operation"), contents=bindparam("contents"))
)
_ADD = insert(undo_slots)
_LARGE = (
    select(undo_slots.c.slot)
    .where(undo_slots.c.slot >= SLOTS)
    .order_by(undo_slots.c.operation)
)

_KEPT_ELSEWHERE = {"row", "history", "lane"}


def save_slot(
    link: Link,
    operation: int,
    before: Mapping[int, Mapping[str, Any]],
    left: Mapping[int, int],
) -> None:
    """Keep how an operation found the rows of its cards, and how it left them."""
    if not before or len(before) > MOST_CARDS:
        return
    kept = {
        key: {
            **{name: x for name, x in row.items() if name not in _KEPT_ELSEWHERE},
            "left": left[key],
        }
        for key, row in before.items()
        if key in left
    }
    slot = _large_slot(link) if len(kept) > LARGE else operation % SLOTS
    contents = json.dumps(kept, separators=(",", ":"))
    values = {"at_slot": slot, "of_operation": operation, "contents": contents}
    if not link.quick_run(_REPLACE, values):
        row = {"slot": slot, "operation": operation, "contents": contents}
        link.run(_ADD, row)


def slot_of(link: Link, operation: int) -> dict[int, dict[str, Any]]:
    """The rows as an operation found them, by key; empty when no longer kept."""
    for slot in (operation % SLOTS, *range(SLOTS, SLOTS + LARGE_SLOTS)):
        row = link.quick_row(_OF, {"at_slot": slot, "of_operation": operation})
        if row is not None:
            return {int(key): kept for key, kept in json.loads(row[0]).items()}
    return {}


def _large_slot(link: Link) -> int:
    """A slot for a large operation: a free one, or that of the oldest."""
    taken = [row[0] for row in link.rows(_LARGE)]
    return SLOTS + len(taken) if len(taken) < LARGE_SLOTS else int(taken[0])
