"""Which row versions a snapshot sees, by the rules of PostgreSQL.

A snapshot holds the oldest transaction that was running (`xmin`), one past the highest
that was over (`xmax`), and those between that were running. Subtransactions, row
locks and several commands of one transaction are left out.
Source: PostgreSQL documentation, 9.27 (Snapshot Components) and 13.2; the source's
heapam_visibility.c, HeapTupleSatisfiesMVCC.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a row."""

    value: int
    xmin: int
    """The transaction that made it."""
    xmax: int = 0
    """The one that deleted or replaced it; 0: none."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was over when it was taken."""

    xmin: int
    """All smaller ones were over."""
    xmax: int
    """This one and all larger ones were not over; the one before it was."""
    running: tuple[int, ...] = ()
    """Those between that were not over, in rising order."""
    me: int = 0
    """The transaction that looks; 0: one that has written nothing."""

    def text(self) -> str:
        """As `pg_current_snapshot()` writes it."""
        return f"{self.xmin}:{self.xmax}:{','.join(map(str, self.running))}"


@dataclass(frozen=True, slots=True)
class Fates:
    """What has become of transactions by now; the others have committed."""

    aborted: frozenset[int] = field(default_factory=frozenset)
    active: frozenset[int] = field(default_factory=frozenset)

    def has_committed(self, xid: int) -> bool:
        """Whether a transaction has committed by now."""
        return xid not in self.aborted and xid not in self.active


@dataclass(frozen=True, slots=True)
class Rules:
    """How a version is judged; all but the defaults are errors."""

    minds_running: bool = True
    """Whether those that were running count as not over."""
    minds_order: str = "xmax"
    """From where on transactions count as not over: `xmax`, or already `xmin`."""
    minds_snapshot: bool = True
    """Without it, whatever has committed by now is seen."""
    minds_fates: bool = True
    """Without it, aborted transactions count like committed ones."""
    is_dirty: bool = False
    """Whether everything is seen, committed or not."""


MVCC = Rules()


def was_over(xid: int, snapshot: Snapshot, rules: Rules = MVCC) -> bool:
    """Whether a transaction was over, by commit or abort, at the snapshot."""
    if not rules.minds_snapshot:
        return True
    if rules.minds_order == "xmin":
        return xid < snapshot.xmin
    if xid >= snapshot.xmax:
        return False
    return xid not in snapshot.running or not rules.minds_running


def counts(xid: int, snapshot: Snapshot, fates: Fates, rules: Rules = MVCC) -> bool:
    """Whether what a transaction has done counts for a snapshot."""
    if xid == snapshot.me or rules.is_dirty:
        return True
    has_committed = fates.has_committed(xid)
    if not rules.minds_fates:
        has_committed = has_committed or xid in fates.aborted
    return has_committed and was_over(xid, snapshot, rules)


def is_visible(
    version: Version, snapshot: Snapshot, fates: Fates, rules: Rules = MVCC
) -> bool:
    """Whether a snapshot sees a version of a row."""
    if not counts(version.xmin, snapshot, fates, rules):
        return False
    return not version.xmax or not counts(version.xmax, snapshot, fates, rules)


def is_removable(version: Version, oldest: Snapshot, fates: Fates) -> bool:
    """Whether VACUUM may remove a version.

    Args:
        version: of a row.
        oldest: the oldest snapshot in use; its `xmin` is the horizon.
        fates: of transactions.
    """
    if version.xmin in fates.aborted:
        return True
    is_deleted = version.xmax != 0 and fates.has_committed(version.xmax)
    return is_deleted and version.xmax < oldest.xmin
