"""The way of an event into the record: appended, then folded, in one write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.events import (
    DeckNamed,
    ForeignKept,
    GoalSet,
    HolidayDeclared,
    NotePut,
    NoteRemoved,
    PresetRecorded,
    Renamed,
    Retracted,
    Revised,
    SittingClosed,
    SittingMoved,
    SittingOpened,
    Unknown,
)
from drill.ids import DeckId
from drill.store.deck_names import name_deck
from drill.store.journal_rows import Entry
from drill.store.presets import keep_preset
from drill.store.retracting import Retracting
from drill.store.undo_slots import save_slot

if TYPE_CHECKING:
    from datetime import datetime

    from drill.events import Body, CardBody, Event
    from drill.ids import EventId, StudyDay
    from drill.store.envelopes import Envelopes
    from drill.store.folding import Folding
    from drill.store.link import Link
    from drill.store.shared import Shared


class Recording:
    """Appends events of one operation and keeps every cache in step."""

    def __init__(
        self, link: Link, shared: Shared, envelopes: Envelopes, folding: Folding
    ) -> None:
        self._link = link
        self._shared = shared
        self.envelopes = envelopes
        self.folding = folding

    def record(  # noqa: PLR0911 - one a kind
        self,
        body: Body,
        *,
        id_: EventId | None = None,
        at: datetime | None = None,
        day: StudyDay | None = None,
    ) -> Event:
        """Append an event and do what it says."""
        match body:
            case Retracted(target=target):
                event = self.envelopes.append(body)
                retracting = Retracting(self._link, self._shared, self)
                self.envelopes.target = retracting.retract(
                    target, self.envelopes.operation
                )
                return event
            case NotePut() | NoteRemoved():
                return self._note(body, at, day)
            case PresetRecorded():
                event = self.envelopes.append(body, at=at, day=day)
                keep_preset(self._link, body)
                return event
            case HolidayDeclared():
                event = self.envelopes.append(body, at=at, day=day)
                self._refresh_holidays()
                return event
            case Renamed():
                return self._renamed(body)
            case DeckNamed(deck=deck):
                event = self.envelopes.append(body, at=at, day=day)
                name_deck(self._link, self._shared, DeckId(deck))
                return event
            case (
                SittingOpened()
                | SittingMoved()
                | SittingClosed()
                | GoalSet()
                | ForeignKept()
            ):
                return self.envelopes.append(body, at=at, day=day)
            case Unknown():
                return self.envelopes.append(body, id_=id_, at=at, day=day)
            case _:
                return self._card(body, id_, at, day)

    def finish(self) -> None:
        """Write what is written once for an operation."""
        self.folding.finish()
        if self.envelopes.operation:
            folding = self.folding
            operation = self.envelopes.operation
            save_slot(self._link, operation, folding.before, folding.left)
        self.envelopes.finish()

    def _card(
        self,
        body: CardBody,
        id_: EventId | None,
        at: datetime | None,
        day: StudyDay | None,
    ) -> Event:
        card = self.folding.card(body.card)
        event = self.envelopes.append(body, card=card.key, id_=id_, at=at, day=day)
        entry = Entry(
            self.envelopes.position, self.envelopes.operation, card.key, event
        )
        self.folding.add(card, entry, self.envelopes.device)
        known = card.schedule.revision
        if at is None and known is not None and known < card.note_revision:
            # Answered as it stood before its meaning changed: to be checked still.
            self._card(Revised(body.card, card.note_revision), None, None, None)
        return event

    def _note(
        self, body: NotePut | NoteRemoved, at: datetime | None, day: StudyDay | None
    ) -> Event:
        from drill.store.noting import Noting  # pydantic costs 200 ms

        event = self.envelopes.append(body, at=at, day=day)
        noting = Noting(self._link, self._shared, self)
        noting.add(body.note, self.envelopes.position)
        return event

    def _refresh_holidays(self) -> None:
        from drill.store.holidays import refresh_holidays

        refresh_holidays(self._link, self._shared)

    def _renamed(self, body: Renamed) -> Event:
        from drill.store.renaming import rename_card

        card = rename_card(self._link, self.folding, body)
        return self._card_event(body, card)

    def _card_event(self, body: Renamed, key: int) -> Event:
        card = self.folding.card_at(key)
        event = self.envelopes.append(body, card=card.key)
        entry = Entry(
            self.envelopes.position, self.envelopes.operation, card.key, event
        )
        self.folding.add(card, entry, self.envelopes.device)
        return event
