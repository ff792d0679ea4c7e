"""Rows with their versions, as transactions leave them behind, drawn by chance.

A row is written by one transaction after another: the next one waits until the one
before is over. So those that were over at a snapshot wrote before those that were not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drill.generators.transactions.mvcc_model import Fates, Snapshot, Version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance


@dataclass(frozen=True, slots=True)
class Times:
    """Two snapshots, one after the other, and what became of everybody."""

    first: Snapshot
    second: Snapshot
    fates: Fates
    groups: tuple[tuple[int, ...], ...]
    """Over at the first, over at the second, and never over then."""


def times(chance: Chance) -> Times:
    """Two snapshots over nine transactions."""
    base = chance.whole(100, 900)
    xids = list(range(base, base + 9))
    early, late = base + chance.whole(5, 6), base + chance.whole(7, 8)
    first = _snapshot(early, chance.shuffled(range(base, early - 1))[:3])
    ending = chance.shuffled([*first.running, *range(early, late)])
    ending.remove(late - 1)  # the highest that was over at the second
    second = _snapshot(late, ending[max(chance.whole(0, 2), len(ending) - 3) :])
    over = [xid for xid in xids if xid < early and xid not in first.running]
    later = [xid for xid in xids if xid < late and xid not in second.running]
    between = [xid for xid in later if xid not in over]
    never = [xid for xid in xids if xid not in later]
    groups = tuple(tuple(chance.shuffled(each)) for each in (over, between, never))
    return Times(first, second, _fates(xids, never, chance), groups)


def _snapshot(xmax: int, running: Sequence[int]) -> Snapshot:
    return Snapshot(min(running, default=xmax), xmax, tuple(sorted(running)))


def _fates(xids: Sequence[int], never: Sequence[int], chance: Chance) -> Fates:
    active = frozenset(chance.shuffled(never)[: len(never) // 2])
    ended = [xid for xid in xids if xid not in active]
    return Fates(frozenset(chance.shuffled(ended)[:2]), active)


def row(
    writers: Sequence[int],
    values: Sequence[int],
    fates: Fates,
    *,
    first: int,
    ends: str = "update",
) -> list[Version]:
    """The versions of a row, the oldest first.

    Args:
        writers: who updates it, one after another; one that is active comes last.
        values: of the first version and of each update.
        fates: an aborted writer leaves its mark, which the next one overwrites.
        first: who inserted it; committed long ago.
        ends: whether the last writer makes an `update` or a `delete`.
    """
    versions, current = [Version(values[0], first)], 0
    for number, who in enumerate(writers, 1):
        versions[current] = replace(versions[current], xmax=who)
        if ends == "delete" and number == len(writers):
            break
        versions.append(Version(values[number], who))
        if who not in fates.aborted:
            current = len(versions) - 1
    return versions
