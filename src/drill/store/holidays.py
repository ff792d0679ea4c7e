"""Declared holidays: what their events add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, true

from drill.events import HolidayDeclared
from drill.ids import StudyDay
from drill.store.journal_rows import EVENTS, entry_of, in_fold_order
from drill.store.quick import Quick
from drill.store.schema import holidays, journal, operations

if TYPE_CHECKING:
    from drill.store.link import Link
    from drill.store.shared import Shared

_COUNTED = (
    EVENTS.outerjoin(operations, operations.c.key == journal.c.operation)
    .where(
        journal.c.card.is_(None),
        journal.c.kind == HolidayDeclared.kind,
        # The operation at hand has no row yet.
        operations.c.retracted.is_not(true()),
    )
    .order_by(journal.c.position)
)
_ALL = Quick(select(holidays.c.first, holidays.c.last).order_by(holidays.c.first))
_CLEAR = delete(holidays)
_ADD = insert(holidays)

Holiday = tuple[StudyDay, StudyDay]


def read_holidays(link: Link) -> tuple[Holiday, ...]:
    """First and last day of every declared holiday, earliest first."""
    return tuple((StudyDay(a), StudyDay(b)) for a, b in link.quick_rows(_ALL, {}))


def folded_holidays(link: Link, shared: Shared) -> set[Holiday]:
    """The holidays that the journal adds up to."""
    declared: set[Holiday] = set()
    for entry in in_fold_order(entry_of(r, link, shared) for r in link.rows(_COUNTED)):
        body = entry.event.body
        if isinstance(body, HolidayDeclared):
            change = declared.add if body.declared else declared.discard
            change((body.first, body.last))
    return declared


def refresh_holidays(link: Link, shared: Shared) -> None:
    """Make the table agree with the journal."""
    declared = folded_holidays(link, shared)
    link.run(_CLEAR)
    if declared:
        rows = [{"first": first, "last": last} for first, last in sorted(declared)]
        link.run(_ADD, rows)
