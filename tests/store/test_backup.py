"""Backups are taken, thinned and put back; the doctor finds what is wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from drill.errors import (
    BackupNotFound,
    SchemaTooNew,
    StoreDamaged,
    StoreLocked,
    StoreUnwritable,
)
from drill.ids import Rating
from drill.store import backup, doctor
from drill.store.backup import Backup
from drill.store.device import device_identity
from drill.store.schema import cards, days, operations, topics
from tests.store.records import LEADER, PRESET, QUORUM, Record


def take(record: Record) -> Backup:
    return backup.take(record.path, record.folder / "backups", record.clock.now())


def test_a_backup_brings_back_what_was(record: Record) -> None:
    device = record.folder / "state" / "device"
    before_device = device_identity(device)
    record.learn(LEADER)
    before = record.schedule(LEADER)
    taken = take(record)
    record.pass_days(3)
    record.rate(LEADER, Rating.AGAIN)
    record.store.close()
    aside = backup.restore(taken, record.path, device, record.clock.now())
    record.store = record.opened()
    assert record.schedule(LEADER) == before
    assert device_identity(device) != before_device
    assert record.is_healthy()
    assert aside is not None
    replaced = Record(record.folder, name=aside.name)
    assert replaced.schedule(LEADER) != before
    replaced.store.close()


def test_a_backup_is_one_file_without_a_log(record: Record) -> None:
    record.rate(LEADER)
    taken = take(record)
    assert [path.name for path in taken.path.parent.iterdir()] == [taken.path.name]
    backup.verify(taken.path)
    assert taken.size == taken.path.stat().st_size


def test_a_backup_can_be_taken_while_someone_writes(record: Record) -> None:
    with record.store.write() as unit:
        unit.keep_preset(PRESET)
        taken = take(record)
    backup.verify(taken.path)


def test_backups_are_listed_latest_first_and_found_by_name(record: Record) -> None:
    first = take(record)
    record.pass_days(1)
    second = take(record)
    folder = first.path.parent
    (folder / "notes.txt").write_text("mine", "utf-8")
    assert [each.at for each in backup.backups(folder)] == [second.at, first.at]
    assert backup.find(folder).path == second.path
    assert backup.find(folder, first.name).path == first.path
    assert backup.find(folder, "20260302").path == first.path
    with pytest.raises(BackupNotFound):
        backup.find(folder, "2019")
    assert backup.backups(folder / "nowhere") == []


def test_a_database_in_use_is_not_replaced(record: Record) -> None:
    taken = take(record)
    with pytest.raises(StoreLocked):
        backup.restore(taken, record.path, record.folder / "device", taken.at)
    record.rate(QUORUM)
    assert record.is_healthy()
    assert not list(record.folder.glob("*.restored"))


def test_without_a_new_identity_nothing_is_put_back(record: Record) -> None:
    taken = take(record)
    record.rate(LEADER)
    record.store.close()
    (record.folder / "state").write_text("a file where a folder should be", "utf-8")
    device = record.folder / "state" / "device"
    with pytest.raises(StoreUnwritable):
        backup.restore(taken, record.path, device, record.clock.now())
    record.store = record.opened()
    assert record.schedule(LEADER).repetitions == 1


def test_a_clock_that_was_set_back_does_not_stop_the_backups(record: Record) -> None:
    folder = record.folder / "backups"

    def is_due() -> bool:
        return backup.is_due(record.path, folder, record.clock.now(), record.calendar)

    record.rate(LEADER)
    take(record)
    record.pass_days(-400)
    record.rate(LEADER)
    assert is_due()
    take(record)
    record.rate(LEADER)
    assert not is_due()
    record.pass_days(1)
    assert is_due()


def test_a_damaged_backup_is_not_put_back(record: Record) -> None:
    record.rate(LEADER)
    taken = take(record)
    content = bytearray(taken.path.read_bytes())
    content[4096 * 3 : 4096 * 20] = bytes(4096 * 17)
    taken.path.write_bytes(content)
    record.store.close()
    before = record.path.read_bytes()
    with pytest.raises(StoreDamaged):
        backup.restore(taken, record.path, record.folder / "device", taken.at)
    assert record.path.read_bytes() == before


def test_a_backup_of_a_newer_program_is_not_put_back(record: Record) -> None:
    taken = take(record)
    with closing(sqlite3.connect(taken.path)) as link:
        link.execute("UPDATE alembic_version SET version_num = '9999'")
        link.commit()
    with pytest.raises(SchemaTooNew):
        backup.verify(taken.path)


def test_a_damaged_database_is_replaced_and_kept(record: Record) -> None:
    record.learn(LEADER)
    taken = take(record)
    record.store.close()
    record.path.write_bytes(b"no database at all" * 1000)
    device = record.folder / "device"
    aside = backup.restore(taken, record.path, device, record.clock.now())
    assert aside is not None
    assert aside.read_bytes().startswith(b"no database")
    record.store = record.opened()
    assert record.schedule(LEADER).repetitions == 2


def test_a_backup_is_put_where_there_was_no_database(record: Record) -> None:
    record.rate(LEADER)
    taken = take(record)
    record.store.close()
    record.path.unlink()
    device = record.folder / "device"
    assert backup.restore(taken, record.path, device, taken.at) is None
    record.store = record.opened()
    assert record.schedule(LEADER).repetitions == 1


def test_a_backup_is_due_when_something_changed(record: Record) -> None:
    folder = record.folder / "backups"

    def is_due() -> bool:
        return backup.is_due(record.path, folder, record.clock.now(), record.calendar)

    assert not is_due()  # an empty journal
    record.rate(LEADER)
    assert is_due()
    take(record)
    assert not is_due()
    record.rate(LEADER)
    assert not is_due()
    record.clock.advance(timedelta(minutes=31))
    assert is_due()
    take(record)
    record.pass_days(5)
    assert not is_due()
    record.rate(LEADER)
    take(record)
    record.rate(QUORUM)
    record.clock.advance(timedelta(minutes=10))
    assert not is_due()
    record.clock.set(record.calendar.start(record.calendar.day(record.clock.now())))
    record.clock.advance(timedelta(days=1))
    assert is_due()


def test_thinning_keeps_fewer_the_older_they_are() -> None:
    now = datetime(2026, 6, 30, 12, tzinfo=UTC)
    known = [
        Backup(Path(f"{hours}"), now - timedelta(hours=hours), 1)
        for hours in range(0, 24 * 400, 6)
    ]
    kept = backup.kept_backups(known, now)
    ages = [now - each.at for each in kept]
    assert sum(age <= timedelta(days=2) for age in ages) == 9
    assert sum(timedelta(days=2) < age <= timedelta(days=14) for age in ages) == 13
    weekly = [age for age in ages if timedelta(days=14) < age <= timedelta(days=61)]
    assert len(weekly) in {7, 8}
    assert len(kept) < 50
    assert backup.kept_backups(kept, now) == kept
    later = backup.kept_backups(kept, now + timedelta(days=200))
    assert {each.at.month for each in later} == set(range(1, 13))


def test_thinning_deletes_files(record: Record) -> None:
    for _ in range(3):
        take(record)
        record.clock.advance(timedelta(hours=1))
    record.pass_days(7)
    folder = record.folder / "backups"
    gone = backup.thin(folder, record.clock.now())
    assert len(gone) == 2
    assert len(backup.backups(folder)) == 1


def test_what_a_killed_backup_left_goes_when_it_is_old(record: Record) -> None:
    taken = take(record)
    left = [taken.path.with_name(f"{taken.path.name}.new{more}") for more in ("", "-j")]
    other = taken.path.with_name("mine.new")
    for path in (*left, other):
        path.touch()
    backup.thin(taken.path.parent, record.clock.now())
    assert all(path.exists() for path in left)
    record.clock.advance(timedelta(hours=2))
    backup.thin(taken.path.parent, record.clock.now())
    assert not any(path.exists() for path in left)
    assert other.exists()
    assert taken.path.exists()


def test_a_device_keeps_its_identity(tmp_path: Path) -> None:
    path = tmp_path / "state" / "device"
    first = device_identity(path)
    assert len(bytes.fromhex(first)) == 16
    assert device_identity(path) == first
    path.write_bytes(b"\xff\xfe rubbish")
    assert device_identity(path) != first


# --- the doctor -------------------------------------------------------------------


def codes(record: Record) -> dict[str, int]:
    return {
        finding.code: finding.count
        for finding in doctor.examine(record.store)
        if finding.severity is not doctor.Severity.INFO
    }


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("cards-differ", update(cards).values(stability=99.0, state=2, lane=2)),
        ("cards-differ", update(cards).values(history=b"")),
        ("cards-differ", update(cards).values(lane=1)),
        ("days-differ", update(days).values(good=days.c.good + 3)),
        ("topics-differ", update(topics).values(known=77)),
        ("operations-differ", update(operations).values(retracted=True)),
    ],
)
def test_a_wrong_cache_is_found_and_mended_when_asked(
    record: Record, code: str, change: object
) -> None:
    record.learn(LEADER)
    record.rate(QUORUM)
    record.undo()
    before = record.schedule(LEADER)
    with record.store.write(hidden=True) as unit:
        unit.link.run(change)  # type: ignore[arg-type]
    assert code in codes(record)
    assert code in codes(record)
    findings = doctor.repair(record.store)
    assert doctor.is_healthy(findings)
    assert codes(record) == {}
    assert record.schedule(LEADER) == before
    assert record.card(QUORUM).schedule.repetitions == 0


def test_a_wrong_index_of_words_is_found_and_mended(record: Record) -> None:
    with record.store.write(hidden=True) as unit:
        unit.link.connection.exec_driver_sql(
            "INSERT INTO note_words(note_words) VALUES ('delete-all')"
        )
    assert codes(record) == {"words-differ": 1}
    doctor.repair(record.store)
    assert codes(record) == {}


@pytest.mark.parametrize(
    ("code", "sql"),
    [
        ("events-orphaned", "DELETE FROM operations WHERE target IS NULL"),
        ("sequence-twice", "UPDATE journal SET sequence = 1"),
        ("sequence-behind", "UPDATE devices SET sequence = 1"),
        ("sequence-gaps", "DELETE FROM journal WHERE position = 2"),
        ("hybrid-order", "UPDATE journal SET hybrid_us = 5, at_us = 6"),
        ("cards-missing", "UPDATE journal SET card = 999 WHERE position = 2"),
        ("cards-orphaned", "UPDATE cards SET note = NULL"),
        ("rows-dangling", "UPDATE cards SET topic = 999"),
    ],
)
def test_damage_to_the_journal_is_found(record: Record, code: str, sql: str) -> None:
    record.learn(LEADER)
    record.store.close()
    with closing(sqlite3.connect(record.path)) as link:
        link.execute(sql)
        link.commit()
    record.store = record.opened()
    assert code in codes(record)


def test_the_doctor_says_where_and_what(record: Record) -> None:
    messages = {each.code: each.message for each in doctor.examine(record.store)}
    assert messages["path"] == str(record.path)
    assert "SQLite" in messages["versions"]
    assert "events" in messages["size"]


def test_little_space_is_a_warning(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LITTLE_SPACE", 2**80)
    assert codes(record) == {"space-little": 1}
