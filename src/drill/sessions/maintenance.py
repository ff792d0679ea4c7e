"""Upkeep: backups, restoring one, and what the doctor says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import drill
from drill.errors import StoreError
from drill.sessions.collection import Collection
from drill.sessions.labels import plural
from drill.sessions.upkeep_steps import BackupRow, Finding, Restored
from drill.srs.memory import ALGORITHM
from drill.store import backup as copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drill.clock import Clock
    from drill.config.settings import Settings
    from drill.locations import Locations
    from drill.store.backup import Backup
    from drill.store.doctor import Finding as StoreFinding


def backup_if_due(collection: Collection) -> BackupRow | None:
    """Take a backup when the latest is old and something changed since.

    Returns:
        The new one; None when none was due, or the settings want none.

    Raises:
        StoreError: it cannot be taken.
    """
    minutes = collection.settings.files.backups
    if not minutes:
        return None
    locations, calendar = collection.locations, collection.calendar
    every = timedelta(minutes=minutes)
    files = (locations.database, locations.backups)
    if not copies.is_due(*files, collection.now, calendar, every):
        return None
    return backup(locations, collection.clock)


def backup(locations: Locations, clock: Clock) -> BackupRow:
    """Take a backup now, and thin those that there are.

    Raises:
        StoreError: it cannot be taken.
    """
    now = clock.now()
    taken = copies.take(locations.database, locations.backups, now)
    copies.thin(locations.backups, now)
    return _row(taken)


def backups(locations: Locations) -> tuple[BackupRow, ...]:
    """All backups, latest first."""
    return tuple(map(_row, copies.backups(locations.backups)))


def restore(locations: Locations, name: str, clock: Clock) -> Restored:
    """Put a backup in the database's place; nobody may have it open.

    Args:
        locations: the learner's folders.
        name: of the backup, or how its name begins; empty for the latest.
        clock: names what is kept aside.

    Raises:
        BackupNotFound: there is none of that name, or none at all.
        StoreError: the backup is damaged, or the database is in use; nothing was
            changed.
    """
    found = copies.find(locations.backups, name)
    aside = copies.restore(found, locations.database, locations.device, clock.now())
    return Restored(_row(found), aside)


def doctor(
    locations: Locations, settings: Settings, clock: Clock
) -> tuple[Finding, ...]:
    """Examine the record and its surroundings; changes nothing.

    A database that cannot be opened is a finding, and no error.
    """
    if not locations.database.exists():
        nothing = Finding("database-none", "info", 0, "there is no database yet")
        return (nothing, *_surroundings(locations))
    try:
        with Collection.open(locations, settings, clock) as collection:
            return examine(collection)
    except StoreError as error:
        message = f"{error.message}. {error.hint}".strip()
        broken = Finding("database-unusable", "error", 1, message)
        return (broken, *_surroundings(locations))


def examine(collection: Collection) -> tuple[Finding, ...]:
    """What the doctor says of a collection that is open.

    Raises:
        StoreError: it cannot be read.
    """
    from drill.store import doctor as store_doctor

    found = store_doctor.examine(collection.store)
    return (
        *_plain(found),
        *_decks(collection),
        *_surroundings(collection.locations),
    )


def repair(collection: Collection) -> tuple[Finding, ...]:
    """Compute every cache from the journal again, after a backup.

    Returns:
        What the doctor says afterwards.

    Raises:
        StoreError: the backup or the repair cannot be written.
    """
    from drill.store import doctor as store_doctor

    backup(collection.locations, collection.clock)
    store_doctor.repair(collection.store)
    return examine(collection)


def _plain(found: Iterable[StoreFinding]) -> Iterator[Finding]:
    for each in found:
        yield Finding(each.code, str(each.severity), each.count, each.message)


def _decks(collection: Collection) -> Iterator[Finding]:
    with collection.store.read() as unit:
        problems = unit.library.problems()
        decks = unit.library.decks()
    errors = sum(problem["severity"] == "error" for problem in problems)
    if errors:
        what = "error" if errors == 1 else "errors"
        message = f"{what} in files of decks: see `drill check`"
        yield Finding("decks-problems", "warning", errors, message)
    cards = sum(deck.cards for deck in decks)
    message = f"{plural(len(decks), 'deck')}, {plural(cards, 'card')}"
    yield Finding("decks", "info", 0, message)


def _surroundings(locations: Locations) -> Iterator[Finding]:
    known = copies.backups(locations.backups)
    if known:
        said = f"{plural(len(known), 'backup')}, the latest {known[0].name}"
    else:
        said = "no backup yet"
    yield Finding("backups", "info", 0, said)
    for name, path in (
        ("settings", locations.config),
        ("backups", locations.backups),
        ("own decks", locations.own_decks),
        ("shipped decks", locations.shipped),
        ("device", locations.device),
    ):
        yield Finding("path", "info", 0, f"{name}: {path or 'missing'}")
    yield from _sandbox(locations)
    version = f"drill {drill.__version__}, {ALGORITHM}"
    yield Finding("versions", "info", 0, version)


def _sandbox(locations: Locations) -> Iterator[Finding]:
    """What foreign code can be run in here, tried anew: settings may have changed."""
    from drill.judge.sandbox.probing import probe
    from drill.judge.sandbox.report import lines

    for line in lines(probe(locations.cache, is_fresh=True)):
        yield Finding("sandbox", line.severity, 0, line.message)
    yield from _languages()


def _languages() -> Iterator[Finding]:
    """What submissions in other languages than Python are compiled or run with."""
    from drill.errors import ToolchainMissing
    from drill.judge.languages.language import LANGUAGES
    from drill.judge.languages.toolchains import toolchain

    for name, language in LANGUAGES.items():
        try:
            found = toolchain(name)
        except ToolchainMissing as error:
            said = f"{language.title}: none. {error.hint}"
        else:
            said = f"{language.title}: {found.version or found.program}"
        yield Finding("languages", "info", 0, said)


def _row(found: Backup) -> BackupRow:
    return BackupRow(found.name, found.at, found.size)
