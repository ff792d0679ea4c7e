"""Backups, restoring one, and what the doctor says."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from drill.errors import BackupNotFound, StoreDamaged
from drill.sessions import maintenance
from drill.srs.schedule import New, Reviewing
from tests.sessions.desk import FOLD, NOW, WINDOW

if TYPE_CHECKING:
    from drill.sessions.upkeep_steps import Finding
    from tests.sessions.desk import Desk

FIRST = "drill-20260302T090000.000000Z"


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


def doctor(desk: Desk) -> tuple[Finding, ...]:
    desk.collection.close()
    return maintenance.doctor(desk.locations, desk.collection.settings, desk.clock)


def falsify(desk: Desk) -> None:
    """Change a card's row behind the journal's back."""
    with closing(sqlite3.connect(desk.locations.database)) as link:
        link.execute("UPDATE cards SET lapses = 77 WHERE card_id = ?", (WINDOW,))
        link.commit()


def test_the_first_answer_is_worth_a_backup(desk: Desk) -> None:
    assert maintenance.backup_if_due(desk.collection) is None
    desk.rate(WINDOW)
    taken = maintenance.backup_if_due(desk.collection)
    assert taken is not None
    assert (taken.name, taken.at) == (FIRST, NOW)
    assert taken.size > 0
    assert maintenance.backups(desk.locations) == (taken,)


def test_a_backup_waits_for_its_time_and_for_a_change(desk: Desk) -> None:
    desk.rate(WINDOW)
    maintenance.backup_if_due(desk.collection)
    desk.rate(FOLD)
    desk.pass_time(minutes=29)
    assert maintenance.backup_if_due(desk.collection) is None
    desk.pass_time(minutes=2)
    assert maintenance.backup_if_due(desk.collection) is not None
    desk.pass_time(minutes=40)
    assert maintenance.backup_if_due(desk.collection) is None


def test_the_settings_say_how_often(desk: Desk) -> None:
    desk.collection.change({("files", "backups"): 5})
    desk.rate(WINDOW)
    maintenance.backup_if_due(desk.collection)
    desk.rate(FOLD)
    desk.pass_time(minutes=6)
    assert maintenance.backup_if_due(desk.collection) is not None
    desk.collection.change({("files", "backups"): 0})
    desk.learn(FOLD)
    desk.pass_time(days=2)
    assert maintenance.backup_if_due(desk.collection) is None


def test_backups_are_thinned_as_they_age(desk: Desk) -> None:
    for _ in range(6):
        maintenance.backup(desk.locations, desk.clock)
        desk.pass_time(hours=2)
    desk.pass_time(days=7)
    maintenance.backup(desk.locations, desk.clock)
    known = maintenance.backups(desk.locations)
    assert [each.at.day for each in known] == [9, 2]


def test_a_restored_backup_is_as_it_was(desk: Desk) -> None:
    desk.learn(WINDOW)
    maintenance.backup(desk.locations, desk.clock)
    desk.learn(FOLD)
    desk.close()
    restored = maintenance.restore(desk.locations, "", desk.clock)
    assert restored.backup.name == FIRST
    assert restored.aside is not None
    assert restored.aside.exists()
    desk.reopen()
    assert isinstance(desk.card(WINDOW).schedule.state, Reviewing)
    assert desk.card(FOLD).schedule.state == New()


def test_a_restored_backup_belongs_to_another_device(desk: Desk) -> None:
    before = desk.collection.store.device
    maintenance.backup(desk.locations, desk.clock)
    desk.close()
    maintenance.restore(desk.locations, FIRST, desk.clock)
    assert desk.reopen().store.device != before


def test_a_backup_that_is_not_there_cannot_be_restored(desk: Desk) -> None:
    with pytest.raises(BackupNotFound):
        maintenance.restore(desk.locations, "", desk.clock)
    maintenance.backup(desk.locations, desk.clock)
    with pytest.raises(BackupNotFound, match="1999"):
        maintenance.restore(desk.locations, "1999", desk.clock)


def test_a_damaged_backup_is_not_restored(desk: Desk) -> None:
    desk.learn(WINDOW)
    maintenance.backup(desk.locations, desk.clock)
    desk.close()
    (desk.locations.backups / f"{FIRST}.db").write_bytes(b"SQLite format 3\0 not")
    with pytest.raises(StoreDamaged):
        maintenance.restore(desk.locations, "", desk.clock)
    desk.reopen()
    assert isinstance(desk.card(WINDOW).schedule.state, Reviewing)


def test_the_doctor_finds_a_sound_collection_sound(desk: Desk) -> None:
    desk.learn(WINDOW)
    found = doctor(desk)
    # A machine without a sandbox is warned about that.
    wrong = [each for each in found if each.severity != "info"]
    assert [each for each in wrong if each.code != "sandbox"] == []
    said = "\n".join(each.message for each in found)
    known = ("2 decks, 9 cards", "no backup yet", "fsrs-6", "SQLite", "config")
    for word in known:
        assert word in said
    assert str(desk.locations.database) in said
    assert "sandbox" in codes(found)


def test_the_doctor_finds_what_is_not_what_its_events_say(desk: Desk) -> None:
    desk.learn(WINDOW)
    falsify(desk)
    found = {each.code: each for each in maintenance.examine(desk.collection)}
    assert found["cards-differ"].severity == "repairable"
    assert found["cards-differ"].is_problem
    assert found["cards-differ"].count == 1
    assert desk.card(WINDOW).schedule.lapses == 77


def test_a_repair_takes_a_backup_and_leaves_nothing_wrong(desk: Desk) -> None:
    desk.learn(WINDOW)
    falsify(desk)
    found = maintenance.repair(desk.collection)
    assert not any(each.is_problem for each in found)
    assert desk.card(WINDOW).schedule.lapses == 0
    assert len(maintenance.backups(desk.locations)) == 1


def test_the_doctor_counts_errors_in_files_of_decks(desk: Desk) -> None:
    desk.write(
        desk.own / "mine/broken.yaml",
        """\
        topic: broken
        title: Broken
        notes:
          - id: one
            front: A front without a back.
          - id: two
            frnot: x
        """,
    )
    desk.reopen()
    [found] = [each for each in doctor(desk) if each.code == "decks-problems"]
    assert (found.severity, found.count) == ("warning", 4)
    assert found.text == "4 errors in files of decks: see `drill check`"


def test_a_single_error_is_one(desk: Desk) -> None:
    desk.write(desk.own / "mine/broken.yaml", "topic: broken\ntitle: [\n")
    desk.reopen()
    [found] = [each for each in doctor(desk) if each.code == "decks-problems"]
    assert found.count == 1
    assert found.message.startswith("error in files")


def test_the_doctor_says_so_when_there_is_no_database(desk: Desk) -> None:
    desk.close()
    desk.locations.database.unlink()
    assert "database-none" in codes(doctor(desk))
    assert not desk.locations.database.exists()


def test_a_database_that_cannot_be_opened_is_a_finding(desk: Desk) -> None:
    maintenance.backup(desk.locations, desk.clock)
    desk.close()
    desk.locations.database.write_bytes(b"no database at all, but long enough" * 100)
    [broken] = [each for each in doctor(desk) if each.is_problem]
    assert broken.code == "database-unusable"
    assert "drill restore" in broken.message
    assert "1 backup" in "".join(each.message for each in doctor(desk))


def test_without_shipped_decks_the_doctor_says_missing(desk: Desk) -> None:
    from dataclasses import replace

    desk.close()
    locations = replace(desk.locations, shipped=None)
    found = maintenance.doctor(locations, desk.collection.settings, desk.clock)
    assert "shipped decks: missing" in {each.message for each in found}


def test_the_doctor_says_which_languages_can_be_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    said = [
        each.message
        for each in maintenance.examine(desk.collection)
        if each.code == "languages"
    ]
    assert len(said) == 4
    assert said[0].startswith("C++: none. Install C++ with")
