"""Taking in the events of other devices: the union of two journals, folded again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from drill.errors import StoreDamaged
from drill.events import (
    DeckNamed,
    HolidayDeclared,
    NotePut,
    NoteRemoved,
    PresetRecorded,
    Renamed,
    Retracted,
)
from drill.ids import DeckId
from drill.store import history
from drill.store.deck_names import name_deck
from drill.store.holidays import refresh_holidays
from drill.store.journal_rows import APPEND, values_of_event
from drill.store.presets import keep_preset
from drill.store.renaming import rename_card
from drill.store.retracting import Retracting
from drill.store.schema import cards, devices, journal, operations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.events import Event
    from drill.ids import DeviceId, OperationId
    from drill.store.link import Link
    from drill.store.recording import Recording
    from drill.store.shared import Shared

_KNOWN = select(
    journal.c.position,
    journal.c.hybrid_us,
    journal.c.device,
    journal.c.sequence,
    journal.c.card,
).where(journal.c.id == bindparam("event"))
_LAST = select(func.max(journal.c.position))
_DEVICE = select(devices.c.key).where(devices.c.device == bindparam("device"))
_ADD_DEVICE = insert(devices)
_COUNT_ON = (
    update(devices)
    .where(devices.c.key == bindparam("row"), devices.c.sequence < bindparam("seen"))
    .values(sequence=bindparam("to_sequence"))
)
_CLOCK_ON = (
    update(devices)
    .where(devices.c.key == bindparam("row"), devices.c.hybrid_us < bindparam("seen"))
    .values(hybrid_us=bindparam("to_hybrid_us"))
)
_REPLACE = (
    update(journal)
    .where(journal.c.position == bindparam("at_position"))
    .values(
        {
            name: bindparam(name)
            for name in (
                *("operation", "device", "sequence", "hybrid_us", "at_us", "day"),
                *("contents", "version"),
            )
        }
    )
)
_ADD_OPERATION = insert(operations)
_EXTEND = (
    update(operations)
    .where(operations.c.key == bindparam("operation"))
    .values(last=bindparam("to_last"))
)
_HISTORY = (
    update(cards)
    .where(cards.c.key == bindparam("row"))
    .values(history=bindparam("to_history"))
)


class Merging:
    """Inserts foreign events once each, then folds again what they touch."""

    def __init__(self, link: Link, shared: Shared, recording: Recording) -> None:
        self._link = link
        self._shared = shared
        self._recording = recording
        self._folding = recording.folding
        self._retracting = Retracting(link, shared, recording)
        self._touched: set[int] = set()
        self._position = 0

    def merge(self, events: Iterable[Event]) -> int:
        """Take in events; those known already are passed over.

        Raises:
            StoreDamaged: events of an operation came without its first one.
        """
        ordered = sorted(events, key=lambda event: (event.device, event.sequence))
        for event in ordered:
            if isinstance(event.body, PresetRecorded):
                keep_preset(self._link, event.body)
        self._take_out_of_rollups(ordered)
        self._position = self._link.scalar(_LAST) or 0
        new = [event for event in ordered if self._insert(event)]
        for event in new:
            self._apply_name(event)
        self._mark_retractions()
        for key in sorted(self._touched):
            card = self._folding.card_at(key)
            card.stamp = self._position
            self._folding.refold(card, lambda _entry, _counts: False)
        self._advance_clock(new)  # first: what follows may announce revisions
        self._apply_the_rest(new)
        return len(new)

    def _take_out_of_rollups(self, events: list[Event]) -> None:
        """Uncount the cards that change; folding them again counts them anew."""
        for event in events:
            match event.body:
                case Retracted(target=target):
                    self._touch_operation(target)
                case Renamed(card=card, formerly=formerly):
                    self._touch(self._folding.card(card).key)
                    self._touch(self._folding.card(formerly).key)
                case body if (name := getattr(body, "card", None)) is not None:
                    self._touch(self._folding.card(name).key)

    def _touch(self, key: int) -> None:
        if key not in self._touched:
            self._touched.add(key)
            self._folding.uncount(self._folding.card_at(key))

    def _touch_operation(self, target: OperationId) -> None:
        for entry in self._retracting.switched_entries(target):
            if entry.card is not None:
                self._touch(entry.card)

    def _insert(self, event: Event) -> bool:
        """Add an event; of two with one id the first in fold order stays."""
        known = self._link.first(_KNOWN, {"event": bytes.fromhex(event.id)})
        device = self._device(event.device)
        card = self._card(event)
        if known is not None:
            position, hybrid_us, key, sequence, _ = known
            other = self._shared.device_of(self._link, key)
            if event.order >= (hybrid_us, other, sequence):
                return False
            values = self._values(event, position, device, card)
            self._link.run(_REPLACE, {**values, "at_position": position})
            return True
        self._position += 1
        values = self._values(event, self._position, device, card)
        self._link.quick_run(APPEND, values)
        if card is not None:
            self._remember(card, self._position)
        return True

    def _values(
        self, event: Event, position: int, device: int, card: int | None
    ) -> dict[str, Any]:
        operation = self._operation(event, position, device)
        return values_of_event(
            event, position=position, operation=operation, device=device, card=card
        )

    def _operation(self, event: Event, position: int, device: int) -> int:
        """The key of the event's operation, whose row is made or extended."""
        key = position
        if str(event.id) != str(event.operation):
            first = self._link.first(_KNOWN, {"event": bytes.fromhex(event.operation)})
            if first is None:
                reason = f"the operation {event.operation} came without its beginning"
                raise StoreDamaged(self._shared.path, reason)
            key = first[0]
        if not self._link.run(_EXTEND, {"operation": key, "to_last": position}):
            row = {"key": key, "device": device, "last": position}
            self._link.run(_ADD_OPERATION, row)
        return int(key)

    def _remember(self, card: int, position: int) -> None:
        packed = history.appended(self._folding.card_at(card).history, position)
        self._link.run(_HISTORY, {"row": card, "to_history": packed})

    def _card(self, event: Event) -> int | None:
        return None if event.card is None else self._folding.card(event.card).key

    def _device(self, device: DeviceId) -> int:
        key = self._link.scalar(_DEVICE, {"device": device})
        if key is None:
            row = {"device": device, "sequence": 0, "hybrid_us": 0}
            key = self._link.insert(_ADD_DEVICE, row)
        return int(key)

    def _apply_name(self, event: Event) -> None:
        if isinstance(event.body, Renamed):
            names = (event.body.card, event.body.formerly)
            keys = {self._folding.card(name).key for name in names}
            key = rename_card(self._link, self._folding, event.body, is_counted=False)
            self._touched -= keys
            self._touched.add(key)

    def _mark_retractions(self) -> None:
        for entry in self._retracting.unmarked():
            self._retracting.mark(entry)

    def _apply_the_rest(self, new: list[Event]) -> None:
        bodies = [event.body for event in new]
        if any(isinstance(body, HolidayDeclared | Retracted) for body in bodies):
            refresh_holidays(self._link, self._shared)
        for named in {each.deck for each in bodies if isinstance(each, DeckNamed)}:
            name_deck(self._link, self._shared, DeckId(named))
        noted = {
            event.id: event.body.note
            for event in new
            if isinstance(event.body, NotePut | NoteRemoved)
        }
        if noted or self._retracting.notes:
            from drill.store.noting import Noting  # pydantic costs 200 ms

            noting = Noting(self._link, self._shared, self._recording)
            for id_, note in noted.items():
                position = self._link.scalar(_KNOWN, {"event": bytes.fromhex(id_)})
                noting.remember(note, position)
            names = [*noted.values(), *self._retracting.notes]
            for note in dict.fromkeys(names):
                noting.settle(note)

    def _advance_clock(self, new: list[Event]) -> None:
        """Later events of this device come after all that it has seen."""
        for event in new:
            key = self._device(event.device)
            sequence = {"seen": event.sequence, "to_sequence": event.sequence}
            self._link.run(_COUNT_ON, {"row": key, **sequence})
        latest = max((event.hybrid_us for event in new), default=0)
        own = self._device(self._shared.device)
        clock = {"seen": latest, "to_hybrid_us": latest}
        self._link.run(_CLOCK_ON, {"row": own, **clock})
