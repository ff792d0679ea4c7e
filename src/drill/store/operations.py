"""What undo and redo may take back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from drill.ids import CardId, OperationId, StudyDay
from drill.store.quick import Quick
from drill.store.schedule_rows import instant
from drill.store.schema import cards, devices, journal, operations

if TYPE_CHECKING:
    from datetime import datetime

    from drill.store.link import Link
    from drill.store.shared import Shared


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that undo takes back as a whole."""

    id: OperationId
    label: str
    at: datetime
    day: StudyDay
    events: int
    """How many events it appended."""
    retracted: bool
    target: OperationId | None
    """Of a retraction: what it takes back."""
    target_label: str = ""


_first = journal.alias("first_event")
_aim = operations.alias("aim")
_aim_first = journal.alias("aim_event")
_plain = operations.alias("plain")

_OPERATIONS = (
    select(
        _first.c.id,
        operations.c.label,
        _first.c.at_us,
        _first.c.day,
        operations.c.last - operations.c.key + 1,
        operations.c.retracted,
        _aim_first.c.id,
        func.coalesce(_aim.c.label, ""),
    )
    .join_from(operations, _first, _first.c.position == operations.c.key)
    .outerjoin(_aim, _aim.c.key == operations.c.target)
    .outerjoin(_aim_first, _aim_first.c.position == operations.c.target)
)
_DEVICE = (
    select(devices.c.key)
    .where(devices.c.device == bindparam("device"))
    .scalar_subquery()
)
_MINE = operations.c.device == _DEVICE
_UNDOABLE = (_MINE, ~operations.c.hidden, ~operations.c.retracted)
_LATEST = Quick(
    _OPERATIONS.where(*_UNDOABLE, operations.c.target.is_(None))
    .order_by(operations.c.key.desc())
    .limit(1)
)
# Retracted or not, a newer operation ends what can be done again.
_LATEST_PLAIN = (
    select(_plain.c.key)
    .where(_plain.c.device == _DEVICE, ~_plain.c.hidden, _plain.c.target.is_(None))
    .order_by(_plain.c.key.desc())
    .limit(1)
    .scalar_subquery()
)
_LATEST_RETRACTION = Quick(
    _OPERATIONS.where(
        *_UNDOABLE,
        operations.c.key > func.coalesce(_LATEST_PLAIN, 0),
        operations.c.target.is_not(None),
        _aim.c.target.is_(None),
    )
    .order_by(operations.c.key.desc())
    .limit(1)
)
_LIST = (
    _OPERATIONS.where(_MINE, ~operations.c.hidden, operations.c.target.is_(None))
    .order_by(operations.c.key.desc())
    .limit(bindparam("most"))
)


_CARD = Quick(
    select(cards.c.card_id)
    .join_from(_first, operations, operations.c.key == _first.c.position)
    .join(journal, journal.c.position.between(operations.c.key, operations.c.last))
    .join(cards, cards.c.key == journal.c.card)
    .where(_first.c.id == bindparam("operation"))
    .order_by(journal.c.position)
    .limit(1)
)


class Operations:
    """This device's operations, latest first."""

    def __init__(self, link: Link, shared: Shared) -> None:
        self._link = link
        self._device = {"device": shared.device}

    def latest(self) -> Operation | None:
        """What undo takes back next; None when nothing is left."""
        row = self._link.quick_row(_LATEST, self._device)
        return None if row is None else _operation(row)

    def latest_retraction(self) -> Operation | None:
        """What redo takes back next; None once something new was done."""
        row = self._link.quick_row(_LATEST_RETRACTION, self._device)
        return None if row is None else _operation(row)

    def card(self, operation: OperationId) -> CardId | None:
        """The first card that an operation touched; None when it touched none."""
        row = self._link.quick_row(_CARD, {"operation": bytes.fromhex(operation)})
        return None if row is None else CardId(row[0])

    def list(self, limit: int = 50) -> list[Operation]:
        """The latest operations, those taken back too."""
        values = {**self._device, "most": limit}
        return [_operation(row) for row in self._link.rows(_LIST, values)]


def _operation(row: Any) -> Operation:
    id_, label, at_us, day, events, retracted, target, target_label = row
    return Operation(
        id=OperationId(id_.hex()),
        label=label,
        at=instant(at_us),
        day=StudyDay(day),
        events=events,
        retracted=bool(retracted),
        target=None if target is None else OperationId(target.hex()),
        target_label=target_label,
    )
