"""Rows of the journal as events, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, insert, select

from drill.events import Event, decode, encode, microseconds
from drill.ids import EventId, OperationId, StudyDay
from drill.store.quick import Quick
from drill.store.schedule_rows import instant
from drill.store.schema import journal, operations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drill.store.link import Link
    from drill.store.shared import Shared

AT_ONCE = 500
"""Positions looked up in one statement; SQLite allows 32,766 values."""

_FIRST = journal.alias("first_event")

EVENTS = select(
    journal.c.position,
    journal.c.id,
    journal.c.operation,
    _FIRST.c.id.label("operation_id"),
    journal.c.device,
    journal.c.sequence,
    journal.c.hybrid_us,
    journal.c.at_us,
    journal.c.day,
    journal.c.kind,
    journal.c.version,
    journal.c.card,
    journal.c.contents,
).join_from(journal, _FIRST, _FIRST.c.position == journal.c.operation)
"""Selects what `entry_of` takes."""

_AT = EVENTS.where(journal.c.position.in_(bindparam("positions", expanding=True)))
_RETRACTED = select(operations.c.key).where(
    operations.c.retracted, operations.c.key.in_(bindparam("keys", expanding=True))
)
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_OF_OPERATION = Quick(
    EVENTS.where(
        journal.c.position >= bindparam("first"),
        journal.c.position <= bindparam("last"),
        journal.c.operation == bindparam("first_too"),
    )
)
APPEND = Quick(insert(journal))


class Entry(NamedTuple):
    """An event where it stands in this database."""

    position: int
    operation: int
    """Key of its operation."""
    card: int | None
    """Key of the card that it touches."""
    event: Event


def entry_of(row: Sequence[Any], link: Link, shared: Shared) -> Entry:
    """The event in a row of `EVENTS`."""
    position, id_, operation, operation_id, device, sequence = row[:6]
    hybrid_us, at_us, day, kind, version, card, contents = row[6:]
    event = Event(
        id=EventId(id_.hex()),
        operation=OperationId(operation_id.hex()),
        device=shared.device_of(link, device),
        sequence=sequence,
        hybrid_us=hybrid_us,
        at=instant(at_us),
        day=StudyDay(day),
        body=decode(kind, version, json.loads(contents)),
    )
    return Entry(position, operation, card, event)


def row_of_event(
    event: Event, *, position: int, operation: int, device: int, card: int | None
) -> tuple[Any, ...]:
    """The row that `APPEND` adds."""
    return (
        *(position, bytes.fromhex(event.id), operation, device, event.sequence),
        *(event.hybrid_us, microseconds(event.at), event.day),
        *(event.body.kind, event.body.version, card, _json(encode(event.body))),
    )


def values_of_event(
    event: Event, *, position: int, operation: int, device: int, card: int | None
) -> dict[str, Any]:
    """The same by the names of the columns."""
    row = row_of_event(
        event, position=position, operation=operation, device=device, card=card
    )
    return dict(zip(journal.columns.keys(), row, strict=True))


def entries_at(link: Link, shared: Shared, positions: list[int]) -> list[Entry]:
    """The events at these positions, in fold order."""
    found = []
    for start in range(0, len(positions), AT_ONCE):
        some = {"positions": positions[start : start + AT_ONCE]}
        found += [entry_of(row, link, shared) for row in link.rows(_AT, some)]
    return in_fold_order(found)


def entries_of_operation(
    link: Link, shared: Shared, first: int, last: int
) -> list[Entry]:
    """The events of one operation, in fold order."""
    values = {"first": first, "last": last, "first_too": first}
    found = link.quick_rows(_OF_OPERATION, values)
    return in_fold_order(entry_of(row, link, shared) for row in found)


def retracted(link: Link, keys: Iterable[int]) -> set[int]:
    """Those of some operations that are taken back."""
    return {row[0] for row in link.rows_of(_RETRACTED, "keys", sorted(keys))}


def in_fold_order(entries: Iterable[Entry]) -> list[Entry]:
    """By hybrid time, device and sequence."""
    return sorted(entries, key=lambda entry: entry.event.order)


def all_entries(link: Link, shared: Shared, after: int = 0) -> Iterator[Entry]:
    """The whole journal in the order of arrival, read as it is needed."""
    statement = EVENTS.where(journal.c.position > after).order_by(journal.c.position)
    for row in link.stream(statement):
        yield entry_of(row, link, shared)
