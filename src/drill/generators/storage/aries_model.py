"""Restart after a crash as ARIES does it: analysis, redo, undo.

A page table entry is made by the first record that changes the page since the
checkpoint; its LSN is the `recLSN`. A transaction is over at its END record. Undo takes
the largest LSN that is left of all losers, writes a CLR, and goes on with what the CLR
says is next. Source: Mohan et al., ARIES, ACM TODS 17(1), 1992.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Kind(StrEnum):
    """What a log record says."""

    UPDATE = "update"
    CLR = "CLR"
    COMMIT = "commit"
    ABORT = "abort"
    END = "end"


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the log."""

    lsn: int
    kind: Kind
    who: str
    """The transaction."""
    page: str = ""
    undo_next: int | None = None
    """Of a CLR: the LSN of the same transaction that is undone next; None: done."""
    undoes: int | None = None
    """Of a CLR: the update that it undoes."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The tables of a fuzzy checkpoint, and its place in the log."""

    lsn: int = 0
    transactions: Mapping[str, int] = field(default_factory=dict)
    """The last LSN of each that was active."""
    pages: Mapping[str, int] = field(default_factory=dict)
    """The recLSN of each that was dirty."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the first pass finds."""

    losers: Mapping[str, int]
    """Transactions to be undone, and the last LSN of each."""
    winners: tuple[str, ...]
    """Transactions that committed but have no END yet."""
    pages: Mapping[str, int]
    """The dirty page table: the recLSN of each page."""


def analysis(log: Sequence[Record], start: Checkpoint) -> Analysis:
    """Read the log from the checkpoint on."""
    active, committed = dict(start.transactions), set[str]()
    pages = dict(start.pages)
    for record in log:
        if record.lsn <= start.lsn:
            continue
        if record.kind is Kind.END:
            active.pop(record.who, None)
            continue
        active[record.who] = record.lsn
        if record.kind is Kind.COMMIT:
            committed.add(record.who)
        if record.page:
            pages.setdefault(record.page, record.lsn)
    losers = {who: lsn for who, lsn in active.items() if who not in committed}
    return Analysis(losers, tuple(sorted(set(active) & committed)), pages)


def redo_start(found: Analysis) -> int | None:
    """Where redo begins: the smallest recLSN; None when no page is dirty."""
    return min(found.pages.values(), default=None)


def redone(
    log: Sequence[Record], found: Analysis, on_disk: Mapping[str, int]
) -> list[int]:
    """The LSNs that redo applies again, in their order.

    Args:
        log: with the records of losers, which are redone too.
        found: by analysis.
        on_disk: the pageLSN of each page on disk; 0 when left out.
    """
    latest = dict(on_disk)
    applied = []
    for record in log:
        first = found.pages.get(record.page)
        if first is None or record.lsn < first:
            continue
        if latest.get(record.page, 0) < record.lsn:
            applied.append(record.lsn)
            latest[record.page] = record.lsn
    return applied


def undone(log: Sequence[Record], found: Analysis) -> list[int]:
    """The LSNs of the updates that undo takes back, in its order: one CLR each."""
    left = dict(found.losers)
    order = []
    while left:
        who = max(left, key=lambda each: left[each])
        record = next(each for each in log if each.lsn == left[who])
        if record.kind is Kind.UPDATE:
            order.append(record.lsn)
        following = _before(log, record)
        if following is None:
            del left[who]
        else:
            left[who] = following
    return order


def _before(log: Sequence[Record], record: Record) -> int | None:
    """What undo looks at after a record of the same transaction."""
    if record.kind is Kind.CLR:
        return record.undo_next
    earlier = [
        each.lsn for each in log if each.who == record.who and each.lsn < record.lsn
    ]
    return max(earlier, default=None)
