"""Gives events their envelope: id, operation, device, sequence, hybrid time.

All of it is assigned inside the write transaction, so that two processes with the
same device never give out a number twice.
"""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from drill.events import Event, microseconds
from drill.ids import DeviceId, EventId, OperationId
from drill.store.journal_rows import APPEND, row_of_event
from drill.store.quick import Quick
from drill.store.schema import devices, journal, operations

if TYPE_CHECKING:
    from datetime import datetime

    from drill.events import Body
    from drill.ids import StudyDay
    from drill.store.link import Link
    from drill.store.shared import Shared

_HEAD = Quick(
    select(
        devices.c.key,
        devices.c.sequence,
        select(func.max(devices.c.hybrid_us)).scalar_subquery(),
        select(func.max(journal.c.position)).scalar_subquery(),
    ).where(devices.c.device == bindparam("device"))
)
_NEW_DEVICE = insert(devices)
_ADVANCE = Quick(
    update(devices)
    .where(devices.c.key == bindparam("row"))
    .values(sequence=bindparam("sequence"), hybrid_us=bindparam("hybrid_us"))
)
_OPERATION = Quick(insert(operations))


_TAIL = (1 << 62) - 1
_MILLISECONDS = (1 << 48) - 1
_VARIANT = 0b10 << 62
"""Of a UUID that RFC 9562 describes."""


class Envelopes:
    """Appends this device's events of one operation to the journal."""

    def __init__(
        self,
        link: Link,
        shared: Shared,
        now: datetime,
        *,
        label: str,
        is_hidden: bool,
    ) -> None:
        self._link = link
        self._shared = shared
        self._now = now
        self._now_us = microseconds(now)
        self._label = label
        self._is_hidden = is_hidden
        self._id: OperationId | None = None
        self.device = 0
        """Key of this device's row, once something was appended."""
        self._sequence = 0
        self._hybrid_us = 0
        self.position = 0
        """Where the latest event of the journal stands."""
        self.operation = 0
        """Key of the operation; 0 while it has no event."""
        self.target: int | None = None
        """The operation that this one takes back."""

    @cached_property
    def _today(self) -> StudyDay:
        return self._shared.calendar.day(self._now)

    @property
    def id(self) -> OperationId | None:
        """The operation's id; None while it has no event."""
        return self._id

    def append(
        self,
        body: Body,
        *,
        card: int | None = None,
        id_: EventId | None = None,
        at: datetime | None = None,
        day: StudyDay | None = None,
    ) -> Event:
        """Write one event at the end of the journal.

        Args:
            card: key of the row of the card that it touches.
            id_: of imported reviews; others get one of their own.
            at: when it happened, if that was not now; its place in the fold
                follows it.
            day: the study day of `at`.
        """
        event, row = self.seal(body, card=card, id_=id_, at=at, day=day)
        self._link.add_row(APPEND, row)
        return event

    def seal(
        self,
        body: Body,
        *,
        card: int | None = None,
        id_: EventId | None = None,
        at: datetime | None = None,
        day: StudyDay | None = None,
    ) -> tuple[Event, tuple[Any, ...]]:
        """The next event of the journal, and its row, which the caller has to add.

        Args:
            card: key of the row of the card that it touches.
            id_: of imported reviews; others get one of their own.
            at: when it happened, if that was not now.
            day: the study day of `at`.
        """
        if not self.operation:
            self._begin()
        event = self._sealed(body, id_, at, day)
        return event, row_of_event(
            event,
            position=self.position,
            operation=self.operation,
            device=self.device,
            card=card,
        )

    def seal_now(self, body: Body, contents: str) -> tuple[Any, ...]:
        """The row of an event that happens now and touches no card, without the event.

        Many notes come in at once, and nobody looks at what told of them; the caller
        has to add the row, which begins with the position.

        Args:
            body: what happens.
            contents: the same as JSON.
        """
        if not self.operation:
            self._begin()
        hybrid_us = self._tick()
        self.position += 1
        self._sequence += 1
        key = event_key(hybrid_us, self._shared.device, self._sequence)
        if self._id is None:
            self._id = OperationId(key.hex())
        return (
            self.position,
            key,
            self.operation,
            self.device,
            self._sequence,
            hybrid_us,
            self._now_us,
            self._today,
            body.kind,
            body.version,
            None,
            contents,
        )

    def finish(self) -> None:
        """Note the operation and how far this device has counted."""
        if not self.operation:
            return
        operation = {
            "key": self.operation,
            "device": self.device,
            "last": self.position,
            "label": self._label,
            "target": self.target,
            "retracted": False,
            "hidden": self._is_hidden,
        }
        self._link.quick_run(_OPERATION, operation)
        counted = {"sequence": self._sequence, "hybrid_us": self._hybrid_us}
        self._link.quick_run(_ADVANCE, {"row": self.device, **counted})

    def _sealed(
        self,
        body: Body,
        id_: EventId | None,
        at: datetime | None,
        day: StudyDay | None,
    ) -> Event:
        instant = at or self._now
        hybrid_us = self._tick() if at is None else microseconds(at)
        self.position += 1
        self._sequence += 1
        id_ = id_ or event_id(hybrid_us, self._shared.device, self._sequence)
        self._id = self._id or OperationId(id_)
        return Event(
            id=id_,
            operation=self._id,
            device=self._shared.device,
            sequence=self._sequence,
            hybrid_us=hybrid_us,
            at=instant,
            day=self._day(at) if day is None else day,
            body=body,
        )

    def _day(self, at: datetime | None) -> StudyDay:
        return self._today if at is None else self._shared.calendar.day(at)

    def _tick(self) -> int:
        """The hybrid time of what happens now: it only ever grows."""
        self._hybrid_us = max(self._now_us, self._hybrid_us + 1)
        return self._hybrid_us

    def _begin(self) -> None:
        if not self.device:
            self._read_head()
        self.operation = self.position + 1

    def _read_head(self) -> None:
        device = self._shared.device
        row = self._link.quick_row(_HEAD, {"device": device})
        if row is None:
            new = {"device": device, "sequence": 0, "hybrid_us": 0}
            self._link.insert(_NEW_DEVICE, new)
            row = self._link.quick_row(_HEAD, {"device": device})
            assert row is not None  # noqa: S101 - just inserted
        self.device, self._sequence = row[0], row[1]
        self._hybrid_us, self.position = row[2], row[3] or 0


def event_id(hybrid_us: int, device: DeviceId, sequence: int) -> EventId:
    """A UUIDv7 whose random part follows from the device and its count.

    No other event has that pair, so no chance is needed; the milliseconds in front
    keep the journal's index of ids growing at its end.
    """
    return EventId(event_key(hybrid_us, device, sequence).hex())


def event_key(hybrid_us: int, device: DeviceId, sequence: int) -> bytes:
    """The same as the sixteen bytes that the journal keeps of it."""
    milliseconds, rest_us = divmod(hybrid_us, 1000)
    digest = blake2b(f"{device}/{sequence}".encode(), digest_size=8).digest()
    tail = int.from_bytes(digest) & _TAIL
    high = (milliseconds & _MILLISECONDS) << 16 | 0x7000 | rest_us
    return (high << 64 | _VARIANT | tail).to_bytes(16)
