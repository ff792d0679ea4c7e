"""A Kafka consumer of one partition: what it reads again, or never, after a crash.

Offsets are whole numbers; the committed one is that of the next record to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# --- crashes ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Consumer:
    """How a consumer reads and commits."""

    batch: int
    """Records of a poll."""
    commits: str = "after"
    """When: `before` a batch is processed, `after` it, or after `every` few records."""
    every: int = 1
    """Records between commits, where it commits so."""
    lag: int = 0
    """How far below the next offset it commits; 1, the last one read, is wrong."""


def committed(consumer: Consumer, start: int, processed: int) -> int:
    """The committed offset when a consumer crashes.

    It crashes right after it has processed some record, before it does anything else.

    Args:
        consumer: how it reads and commits.
        start: the committed offset at which it began.
        processed: how many records since then, at least one.

    Source: Apache Kafka documentation, Design, Message Delivery Semantics.
    """
    polled = -(-processed // consumer.batch)
    done = processed - 1  # what it could commit for before the last record
    through = {
        "before": polled * consumer.batch,
        "after": done // consumer.batch * consumer.batch,
        "every": done // consumer.every * consumer.every,
    }[consumer.commits]
    return start + (through - consumer.lag if through else 0)


def again(resumed: int, start: int, processed: int) -> int:
    """How many records are processed a second time."""
    return max(0, start + processed - resumed)


def lost(resumed: int, start: int, processed: int) -> int:
    """How many records are never processed."""
    return max(0, resumed - start - processed)


# --- where to go on ---------------------------------------------------------------


def resume(committed_at: int | None, first: int, end: int, reset: str) -> int | None:
    """The offset that a consumer reads first; None when it stops with an error.

    Args:
        committed_at: of its group, None when it has none.
        first: the smallest offset that the log still has.
        end: that of the next record to be written.
        reset: `auto.offset.reset`, for when there is none or it is out of range.

    Source: Apache Kafka documentation, consumer configuration, auto.offset.reset.
    """
    if committed_at is not None and first <= committed_at <= end:
        return committed_at
    return {"earliest": first, "latest": end, "none": None}[reset]


# --- transactions -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands at an offset: a record, or a marker that ends a transaction."""

    transaction: str = ""
    """Empty for a record without one."""
    marker: str = ""
    """`commit` or `abort`."""


def stable_offset(log: Sequence[Entry]) -> int:
    """The last stable offset: where the earliest open transaction begins, or the end.

    Source: Apache Kafka, KIP-98, section on the last stable offset.
    """
    begun: dict[str, int] = {}
    for offset, entry in enumerate(log):
        if entry.marker:
            begun.pop(entry.transaction, None)
        elif entry.transaction:
            begun.setdefault(entry.transaction, offset)
    return min(begun.values(), default=len(log))


def readable(log: Sequence[Entry]) -> list[int]:
    """The offsets whose records a consumer with `read_committed` gets."""
    fate = {}
    found = []
    for offset in range(len(log) - 1, -1, -1):
        entry = log[offset]
        if entry.marker:
            fate[entry.transaction] = entry.marker
        elif not entry.transaction or fate.get(entry.transaction) == "commit":
            found.append(offset)
    end = stable_offset(log)
    return [offset for offset in reversed(found) if offset < end]
