"""Examines a database, and mends its caches when asked.

The journal is the truth: what can be computed from it is compared, and only that is
ever repaired. Damaged pages are not; a backup is.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy
from sqlalchemy import bindparam, func, select

from drill.store import rebuilding, sqlite
from drill.store.holidays import folded_holidays, read_holidays
from drill.store.rebuilding import Rebuilding
from drill.store.schema import HEAD, cards, devices, journal, notes, operations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.store.link import Link
    from drill.store.shared import Shared
    from drill.store.store import Store

LITTLE_SPACE = 100 * 1024 * 1024
"""Bytes free on the disk below which the doctor warns."""


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """Something is lost or wrong."""
    REPAIRABLE = "repairable"
    """A cache is wrong; the journal has the truth."""
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the doctor saw."""

    code: str
    """Stable, such as `cards-differ`."""
    severity: Severity
    count: int
    """How many of it; 0 for plain information."""
    message: str


_ORPHANS = (
    select(func.count())
    .select_from(journal.outerjoin(operations, operations.c.key == journal.c.operation))
    .where(operations.c.key.is_(None))
)
_CARDLESS = (
    select(func.count())
    .select_from(cards.outerjoin(notes, notes.c.key == cards.c.note))
    .where(cards.c.present, notes.c.key.is_(None))
)
_SEQUENCES = (
    select(
        devices.c.device,
        func.count(),
        func.count(journal.c.sequence.distinct()),
        func.max(journal.c.sequence),
        devices.c.sequence,
    )
    .join(journal, journal.c.device == devices.c.key)
    .group_by(devices.c.key)
)
_BY_DEVICE = (
    select(journal.c.hybrid_us, journal.c.at_us)
    .where(journal.c.device == bindparam("device"))
    .order_by(journal.c.sequence)
)
_DEVICES = select(devices.c.key)


def examine(store: Store) -> list[Finding]:
    """Look at everything; changes nothing.

    Raises:
        StoreDamaged: the file is so damaged that it cannot be read at all.
    """
    with store.read() as unit:
        link, shared = unit.link, unit.shared
        found = list(_pages(link))
        if not found:
            found += [*_journal(link), *_caches(link, shared)]
        return [*found, *_surroundings(link, store.path)]


def repair(store: Store) -> list[Finding]:
    """Compute every cache from the journal again; take a backup first.

    Returns:
        What the doctor finds afterwards.
    """
    with store.write("repair", hidden=True) as unit:
        rebuilding.rebuild(unit.link, unit.shared)
    return examine(store)


def is_healthy(findings: list[Finding]) -> bool:
    """Whether nothing is lost or wrong."""
    bad = {Severity.ERROR, Severity.REPAIRABLE}
    return not any(finding.severity in bad for finding in findings)


def _pages(link: Link) -> Iterator[Finding]:
    broken = link.special(sqlite.integrity)
    if broken:
        yield Finding("pages-damaged", Severity.ERROR, len(broken), "; ".join(broken))
    violations = link.special(sqlite.foreign_key_violations)
    if violations:
        message = "rows point at rows that are gone"
        yield Finding("rows-dangling", Severity.ERROR, violations, message)


def _journal(link: Link) -> Iterator[Finding]:
    orphans = link.scalar(_ORPHANS)
    if orphans:
        message = "events belong to no operation"
        yield Finding("events-orphaned", Severity.ERROR, orphans, message)
    for device, count, distinct, last, counted in link.rows(_SEQUENCES):
        if count != distinct:
            message = f"device {device} gave out a sequence number twice"
            yield Finding("sequence-twice", Severity.ERROR, count - distinct, message)
        if last > counted:
            message = f"device {device} is behind its own events"
            yield Finding("sequence-behind", Severity.ERROR, last - counted, message)
        elif distinct != last:
            # Imported reviews that another device had too are kept once.
            message = f"of device {device} some events are missing"
            yield Finding("sequence-gaps", Severity.WARNING, last - distinct, message)
    late = sum(_late_events(link, row[0]) for row in link.rows(_DEVICES))
    if late:
        message = "events were given a time that is not after those before them"
        yield Finding("hybrid-order", Severity.ERROR, late, message)


def _late_events(link: Link, device: int) -> int:
    """Events out of order; imported ones sort where they happened and are not."""
    latest = late = 0
    for hybrid_us, at_us in link.stream(_BY_DEVICE, {"device": device}):
        if hybrid_us > latest:
            latest = hybrid_us
        elif hybrid_us != at_us:
            late += 1
    return late


def _caches(link: Link, shared: Shared) -> Iterator[Finding]:
    marks = rebuilding.expected_marks(link) ^ rebuilding.stored_marks(link)
    if marks:
        yield _repairable("operations-differ", len(marks), "operations are mismarked")
    rebuilt = Rebuilding(link, shared)
    wrong = sum(not each.is_equal for each in rebuilt.cards())
    if wrong:
        yield _repairable("cards-differ", wrong, "cards are not what their events say")
    if rebuilt.unclaimed:
        message = "events belong to cards that have no row"
        yield Finding("cards-missing", Severity.ERROR, rebuilt.unclaimed, message)
    computed, stored = rebuilt.tally.changes(), rebuilding.stored_days(link)
    differing = computed.items() ^ stored.items()
    if differing:
        places = len({place for place, _ in differing})
        yield _repairable("days-differ", places, "figures of study days are wrong")
    yield from _small_caches(link, shared)


def _small_caches(link: Link, shared: Shared) -> Iterator[Finding]:
    topics = rebuilding.wrong_counters(link)
    if topics:
        yield _repairable("topics-differ", len(topics), "topics are miscounted")
    holidays = folded_holidays(link, shared) ^ set(read_holidays(link))
    if holidays:
        yield _repairable("holidays-differ", len(holidays), "holidays are wrong")
    if not link.special(sqlite.words_are_sound):
        yield _repairable("words-differ", 1, "the index of words is wrong")
    cardless = link.scalar(_CARDLESS)
    if cardless:
        message = "cards are shown without a note"
        yield Finding("cards-orphaned", Severity.ERROR, cardless, message)


def _repairable(code: str, count: int, message: str) -> Finding:
    return Finding(code, Severity.REPAIRABLE, count, message)


def _surroundings(link: Link, path: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(path.parent).free
    if free < LITTLE_SPACE:
        message = f"{free // 2**20} MiB are free on the disk of {path}"
        yield Finding("space-little", Severity.WARNING, 1, message)
    size = sum(
        file.stat().st_size
        for end in ("", "-wal")
        if (file := Path(f"{path}{end}")).exists()
    )
    events = rebuilding.count_of(link)
    versions = (
        f"schema {HEAD}, SQLite {sqlite3.sqlite_version},"
        f" SQLAlchemy {sqlalchemy.__version__}, Python {sys.version.split()[0]}"
    )
    for code, message in (
        ("path", str(path)),
        ("size", f"{size / 2**20:.1f} MiB, {events} events"),
        ("space", f"{free // 2**20} MiB free"),
        ("versions", versions),
    ):
        yield Finding(code, Severity.INFO, 0, message)
