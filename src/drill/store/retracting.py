"""Taking operations back, and taking that back: undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func, select, update

from drill.events import DeckNamed, HolidayDeclared, NotePut, NoteRemoved, Retracted
from drill.ids import DeckId
from drill.srs.fold import advance
from drill.store.deck_names import name_deck
from drill.store.hiding import hide_together
from drill.store.journal_rows import (
    EVENTS,
    Entry,
    entries_of_operation,
    entry_of,
    in_fold_order,
)
from drill.store.quick import Quick
from drill.store.schedule_rows import SCHEDULE_COLUMNS, schedule_of
from drill.store.schema import journal, operations
from drill.store.undo_slots import slot_of

if TYPE_CHECKING:
    from drill.ids import OperationId
    from drill.store.card_rows import FoldedCard
    from drill.store.link import Link
    from drill.store.recording import Recording
    from drill.store.shared import Shared

_BY_ID = Quick(
    select(operations.c.key, operations.c.last, operations.c.target)
    .join_from(operations, journal, journal.c.position == operations.c.key)
    .where(journal.c.id == bindparam("id"))
)
_BY_KEY = Quick(
    select(operations.c.key, operations.c.last, operations.c.target).where(
        operations.c.key == bindparam("operation")
    )
)
_MARK = Quick(
    update(operations)
    .where(
        operations.c.key == bindparam("operation"),
        operations.c.retracted != bindparam("to"),
    )
    .values(retracted=bindparam("to_value"))
)
_ACTIVE = Quick(
    select(func.count()).where(
        operations.c.target == bindparam("operation"),
        operations.c.retracted == bindparam("is_retracted"),
    )
)
_UNMARKED = EVENTS.join(operations, operations.c.key == journal.c.operation).where(
    journal.c.card.is_(None),
    journal.c.kind == Retracted.kind,
    operations.c.target.is_(None),
)
_AIM = (
    update(operations)
    .where(operations.c.key == bindparam("operation"))
    .values(target=bindparam("to_target"))
)


class Switched(NamedTuple):
    """An operation that counts no longer, or again."""

    first: int
    """Position of its first event: its key."""
    last: int
    is_retracted: bool


class Retracting:
    """Takes one operation back within one write."""

    def __init__(self, link: Link, shared: Shared, recording: Recording) -> None:
        self._link = link
        self._shared = shared
        self._recording = recording
        self._folding = recording.folding
        self.notes: list[str] = []
        """Notes that merged retractions concern."""

    def retract(self, target: OperationId, by: int) -> int | None:
        """Undo what an operation did; of a retraction, do it again.

        Args:
            by: key of the operation that takes it back.

        Returns:
            The key of the target; None when this database does not hold it.
        """
        row = self._link.quick_row(_BY_ID, {"id": bytes.fromhex(target)})
        if row is None:
            return None
        if switched := self.toggled(row):
            self._apply(switched, by)
        return int(row[0])

    def switched_entries(self, target: OperationId) -> list[Entry]:
        """The events that taking back an operation would switch off or on.

        Those of a retraction too: it announces revisions that come to light.
        """
        entries: list[Entry] = []
        row = self._link.quick_row(_BY_ID, {"id": bytes.fromhex(target)})
        while row is not None:
            key, last, aim = row
            entries += entries_of_operation(self._link, self._shared, key, last)
            row = self._link.quick_row(_BY_KEY, {"operation": aim})
        return entries

    def unmarked(self) -> list[Entry]:
        """Retractions that were merged in and had no effect yet, in fold order."""
        rows = self._link.rows(_UNMARKED)
        return in_fold_order(entry_of(row, self._link, self._shared) for row in rows)

    def mark(self, entry: Entry) -> None:
        """Link a merged retraction to its target; the cards are folded elsewhere."""
        body = entry.event.body
        if not isinstance(body, Retracted):
            return
        row = self._link.quick_row(_BY_ID, {"id": bytes.fromhex(body.target)})
        if row is None:
            return
        self._link.run(_AIM, {"operation": entry.operation, "to_target": row[0]})
        active = {"operation": row[0], "is_retracted": False}
        counted = self._link.quick_row(_ACTIVE, active)
        if counted is not None and counted[0]:
            self.toggled(row)
        for switched in self.switched_entries(body.target):
            about = switched.event.body
            if isinstance(about, NotePut | NoteRemoved):
                self.notes.append(about.note)

    def toggled(self, row: Any) -> list[Switched]:
        """Mark an operation as taken back, and what follows for its own target.

        Returns:
            All operations whose events count differently now.
        """
        switched: list[Switched] = []
        is_retracted = True
        while row is not None and self._mark(row[0], is_retracted=is_retracted):
            switched.append(Switched(row[0], row[1], is_retracted))
            row = self._link.quick_row(_BY_KEY, {"operation": row[2]})
            if row is not None:
                active = {"operation": row[0], "is_retracted": False}
                counted = self._link.quick_row(_ACTIVE, active)
                is_retracted = counted is not None and counted[0] > 0
        return switched

    def _mark(self, operation: int, *, is_retracted: bool) -> int:
        values = {"operation": operation, "to": is_retracted, "to_value": is_retracted}
        return self._link.quick_run(_MARK, values)

    def _apply(self, switched: list[Switched], by: int) -> None:
        """Bring all that operations touched to where it stands without or with them."""
        entries = [
            entry
            for each in switched
            for entry in entries_of_operation(
                self._link, self._shared, each.first, each.last
            )
        ]
        slot, last = slot_of(self._link, switched[0].first), switched[-1]
        by_card: dict[int, list[Entry]] = {}
        for entry in entries:
            if entry.card is not None:
                by_card.setdefault(entry.card, []).append(entry)
        for key, mine in by_card.items():
            card = self._folding.card_at(key)
            before = slot.get(key, {})
            is_last = {each.operation for each in mine} == {last.first}
            if is_last and card.stamp == before.get("left"):
                self._restore(card, before, mine, is_retracted=last.is_retracted)
            else:
                self._refold(card, switched, by)
        self._apply_to_the_rest(entries)

    def _restore(
        self,
        card: FoldedCard,
        before: dict[str, Any],
        entries: list[Entry],
        *,
        is_retracted: bool,
    ) -> None:
        """Put a row back as the operation that is taken back had found it."""
        folding = self._folding
        folding.remember(card)
        was = card.tally_class
        restored = schedule_of([before[name] for name in SCHEDULE_COLUMNS])
        schedule = restored if is_retracted else card.schedule
        for entry in entries:
            sign = -1 if is_retracted else 1
            folding.tally.count(card.deck, schedule, entry.event, folding.presets, sign)
            schedule = advance(schedule, entry.event, folding.presets)
        card.schedule = restored
        order = (before["last_hybrid_us"], before["last_device"])
        card.order = None if order[0] is None else (*order, before["last_sequence"])
        card.stamp = before["stamp"]
        card.forgotten_day = before["forgotten_day"]
        folding.save(card, was)

    def _refold(self, card: FoldedCard, switched: list[Switched], by: int) -> None:
        changed = {each.first for each in switched}
        card.stamp = by
        self._folding.refold(
            card, lambda entry, counts: counts != (entry.operation in changed)
        )

    def _apply_to_the_rest(self, entries: list[Entry]) -> None:
        bodies = [entry.event.body for entry in entries if entry.card is None]
        if any(isinstance(body, HolidayDeclared) for body in bodies):
            from drill.store.holidays import refresh_holidays

            refresh_holidays(self._link, self._shared)
        for deck in {body.deck for body in bodies if isinstance(body, DeckNamed)}:
            name_deck(self._link, self._shared, DeckId(deck))
        notes = [b.note for b in bodies if isinstance(b, NotePut | NoteRemoved)]
        if notes:
            each_once = list(dict.fromkeys(notes))
            others = hide_together(self._link, self._folding, each_once)
            if others:
                from drill.store.noting import Noting  # pydantic costs 200 ms

                noting = Noting(self._link, self._shared, self._recording)
                for note in others:
                    noting.settle(note)
