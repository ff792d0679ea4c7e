from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from drill.cli.snapshots import true_home
from drill.clock import day_of
from drill.locations import Locations, locations
from drill.sessions.snapshot import save_home
from drill.store.identity import identity
from tests.tui.factory import home_step

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOME = home_step(day=day_of(NOW.date()))


@pytest.fixture
def places(tmp_path: Path) -> Locations:
    """Folders with a database and a snapshot of it, made at nine."""
    found = locations(tmp_path)
    found.database.write_bytes(b"a database")
    save_home(found.snapshot, identity(found.database), HOME)
    return found


def test_a_snapshot_holds_while_nothing_changes(places: Locations) -> None:
    assert true_home(places, NOW, {}) == HOME
    assert true_home(places, NOW + timedelta(hours=18), {}) == HOME


def test_a_snapshot_ends_with_its_study_day(places: Locations) -> None:
    assert true_home(places, NOW + timedelta(hours=19), {}) is None
    assert true_home(places, NOW - timedelta(hours=6), {}) is None


def test_a_snapshot_ends_with_a_write_to_the_record(places: Locations) -> None:
    places.database.with_name("drill.db-wal").write_bytes(b"an answer")
    assert true_home(places, NOW, {}) is None


def test_a_snapshot_ends_when_a_learning_step_comes_due(places: Locations) -> None:
    due = replace(HOME, next_learning_at=NOW + timedelta(minutes=10))
    save_home(places.snapshot, identity(places.database), due)
    assert true_home(places, NOW + timedelta(minutes=9), {}) == due
    assert true_home(places, NOW + timedelta(minutes=10), {}) is None


def test_a_snapshot_ends_when_the_settings_change(places: Locations) -> None:
    places.config.write_text("[study]\nnew_a_day = 3\n")
    later = places.snapshot.stat().st_mtime_ns + 1
    os.utime(places.config, ns=(later, later))
    assert true_home(places, NOW, {}) is None


def test_settings_older_than_the_snapshot_choose_its_day(places: Locations) -> None:
    places.config.write_text("[study]\nrollover_hour = 10\n")
    os.utime(places.config, ns=(0, 0))
    assert true_home(places, NOW, {}) is None
    assert true_home(places, NOW + timedelta(hours=1), {}) == HOME


@pytest.mark.parametrize("setting", ["rollover_hour = 24", "zone = 'Atlantis/Here'"])
def test_a_study_day_that_cannot_be_told_is_a_doubt(
    setting: str, places: Locations
) -> None:
    places.config.write_text(f"[study]\n{setting}\n")
    os.utime(places.config, ns=(0, 0))
    assert true_home(places, NOW, {}) is None


def test_a_setting_among_the_variables_is_a_doubt(places: Locations) -> None:
    assert true_home(places, NOW, {"DRILL_STUDY__NEW_A_DAY": "3"}) is None
    assert true_home(places, NOW, {"DRILL_DATA": "here", "X__Y": ""}) == HOME


def test_no_snapshot_or_a_broken_one_is_none(places: Locations) -> None:
    places.snapshot.write_text("{")
    assert true_home(places, NOW, {}) is None
    places.snapshot.write_text("[" * 100_000)
    assert true_home(places, NOW, {}) is None
    places.snapshot.unlink()
    assert true_home(places, NOW, {}) is None
