"""Quizzes, interview drills and goals: the events that touch no card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, true

from drill.events import GoalSet, SittingClosed, SittingMoved, SittingOpened
from drill.store.journal_rows import EVENTS, entry_of, in_fold_order
from drill.store.schema import journal, operations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drill.events import Event
    from drill.ids import EventId
    from drill.store.link import Link
    from drill.store.shared import Shared

_COUNTED = (
    EVENTS.outerjoin(operations, operations.c.key == journal.c.operation)
    .where(
        journal.c.card.is_(None),
        journal.c.kind.in_(bindparam("kinds", expanding=True)),
        # The operation at hand has no row yet.
        operations.c.retracted.is_not(true()),
    )
    .order_by(journal.c.position)
)
_BY_ID = _COUNTED.where(journal.c.id == bindparam("id"))
_START = journal.alias("start")
_OF_SITTING = _COUNTED.where(
    journal.c.contents.contains(bindparam("sitting")),
    # A sitting goes on where it began, so what followed lies behind its beginning.
    journal.c.position
    > func.coalesce(
        select(_START.c.position)
        .where(_START.c.id == bindparam("start"))
        .scalar_subquery(),
        0,
    ),
)
"""Its moves name it; few other texts hold 32 hexadecimal digits."""
_LATEST = (
    _COUNTED.order_by(None).order_by(journal.c.position.desc()).limit(bindparam("most"))
)


class Sittings:
    """What was told of sittings and goals, without what was taken back."""

    def __init__(self, link: Link, shared: Shared) -> None:
        self._link = link
        self._shared = shared

    def opened(self) -> list[Event]:
        """The beginnings of all sittings, in fold order; the event's id is theirs."""
        return self._of_kind(SittingOpened.kind)

    def closed(self) -> dict[EventId, Event]:
        """The end of each sitting that came to one; the first in fold order counts."""
        found: dict[EventId, Event] = {}
        for event in self._of_kind(SittingClosed.kind):
            if isinstance(event.body, SittingClosed):
                found.setdefault(event.body.sitting, event)
        return found

    def find(self, sitting: EventId) -> Event | None:
        """The beginning of one sitting; None when there is none of that id."""
        values = {"kinds": [SittingOpened.kind], "id": bytes.fromhex(sitting)}
        found = self._events(self._link.rows(_BY_ID, values))
        return found[0] if found else None

    def end(self, sitting: EventId) -> Event | None:
        """The end of one sitting; None while it goes on."""
        found = self._of_sitting(sitting, SittingClosed)
        return found[0] if found else None

    def moves(self, sitting: EventId) -> list[Event]:
        """What happened in one sitting, in fold order."""
        return self._of_sitting(sitting, SittingMoved)

    def latest_moves(self, most: int) -> list[Event]:
        """What happened last in sittings, whichever they were, in fold order."""
        values = {"kinds": [SittingMoved.kind], "most": most}
        return self._events(self._link.rows(_LATEST, values))

    def goals(self) -> list[Event]:
        """The latest event of each goal that was not taken away, by its day."""
        latest: dict[str, Event] = {}
        for event in self._of_kind(GoalSet.kind):
            if isinstance(event.body, GoalSet):
                latest[event.body.goal] = event
        standing = [
            (event.body.day, event.body.goal, event)
            for event in latest.values()
            if isinstance(event.body, GoalSet) and event.body.active
        ]
        return [event for _, _, event in sorted(standing, key=lambda each: each[:2])]

    def _of_sitting(
        self, sitting: EventId, kind: type[SittingMoved | SittingClosed]
    ) -> list[Event]:
        values = {
            "kinds": [kind.kind],
            "sitting": sitting,
            "start": bytes.fromhex(sitting),
        }
        return [
            event
            for event in self._events(self._link.rows(_OF_SITTING, values))
            if isinstance(event.body, kind) and event.body.sitting == sitting
        ]

    def _of_kind(self, kind: str) -> list[Event]:
        return self._events(self._link.rows(_COUNTED, {"kinds": [kind]}))

    def _events(self, rows: Iterable[Sequence[Any]]) -> list[Event]:
        entries = (entry_of(row, self._link, self._shared) for row in rows)
        return [entry.event for entry in in_fold_order(entries)]
