"""Changing settings in the file."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from drill.config.loading import load_settings
from drill.config.writing import change_settings
from drill.errors import (
    ConfigMalformed,
    ConfigUnreadable,
    InvalidSetting,
    NotWritable,
    UnknownSetting,
)

if TYPE_CHECKING:
    from pathlib import Path

FILE = """\
# My settings, do not touch.

[appearance]
theme = "drill-light"  # for the train

[study]
# Slowly.
new_a_day    =    3
decks = [
  "raft",  # first
]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "config.toml"
    found.write_text(FILE, "utf-8")
    return found


def test_a_change_keeps_comments_order_and_spacing(path: Path) -> None:
    change_settings(path, {("study", "new_a_day"): 5})
    assert path.read_text("utf-8") == FILE.replace("=    3", "=    5")


def test_what_is_returned_is_what_the_file_says(path: Path) -> None:
    settings = change_settings(path, {("study", "rollover_hour"): 2})
    assert settings == load_settings(path, {})
    assert (settings.study.rollover_hour, settings.study.new_a_day) == (2, 3)


def test_none_takes_a_setting_out(path: Path) -> None:
    settings = change_settings(path, {("study", "new_a_day"): None})
    assert settings.study.new_a_day == 10
    assert "new_a_day" not in path.read_text("utf-8")
    assert "# Slowly." in path.read_text("utf-8")


def test_taking_out_what_is_not_there_writes_no_table(path: Path) -> None:
    change_settings(path, {("presets", "gentle", "fuzz"): None})
    assert path.read_text("utf-8") == FILE


def test_several_changes_are_written_at_once(path: Path) -> None:
    changes: dict[tuple[str, ...], Any] = {
        ("study", "decks"): ("raft", "paxos"),
        ("presets", "default", "learning_steps"): ("5m",),
        ("decks", "raft", "new_a_day"): 2,
        ("keys", "review.good"): "g",
    }
    settings = change_settings(path, changes)
    assert settings.study.decks == ("raft", "paxos")
    assert settings.preset("default").learning_steps == ("5m",)
    assert settings.decks["raft"].new_a_day == 2
    assert settings.keys == {"review.good": "g"}
    assert tomllib.loads(path.read_text("utf-8"))["keys"] == {"review.good": "g"}


def test_a_missing_file_and_its_folder_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "config.toml"
    change_settings(path, {("study", "new_a_day"): 4})
    assert load_settings(path, {}).study.new_a_day == 4
    assert [found.name for found in path.parent.iterdir()] == ["config.toml"]


def test_a_byte_order_mark_does_not_hinder(path: Path) -> None:
    path.write_text(FILE, "utf-8-sig")
    assert change_settings(path, {("study", "new_a_day"): 4}).study.new_a_day == 4


def test_a_value_that_is_refused_leaves_the_file_alone(path: Path) -> None:
    with pytest.raises(InvalidSetting):
        change_settings(path, {("study", "new_a_day"): -4})
    with pytest.raises(UnknownSetting):
        change_settings(path, {("study", "new_aday"): 4})
    assert path.read_text("utf-8") == FILE


@pytest.mark.parametrize(
    "content", [b"[study\n", b"\xff\xfe\x00", b"a = " + b"[" * 5000]
)
def test_a_file_that_is_no_toml_is_not_overwritten(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ConfigMalformed):
        change_settings(path, {("study", "new_a_day"): 4})
    assert path.read_bytes() == content


def test_a_value_where_a_table_is_wanted_is_a_clear_error(path: Path) -> None:
    path.write_text("study = 1\n", "utf-8")
    with pytest.raises(InvalidSetting, match="study"):
        change_settings(path, {("study", "new_a_day"): 4})
    assert path.read_text("utf-8") == "study = 1\n"


def test_links_to_the_file_stay_links(tmp_path: Path, path: Path) -> None:
    link = tmp_path / "elsewhere" / "config.toml"
    link.parent.mkdir()
    link.symlink_to(path)
    change_settings(link, {("study", "new_a_day"): 4})
    assert link.is_symlink()
    assert load_settings(path, {}).study.new_a_day == 4


def test_permissions_of_the_file_stay(path: Path) -> None:
    path.chmod(0o600)
    change_settings(path, {("study", "new_a_day"): 4})
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_crash_while_writing_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotWritable, match="No space left on device"):
        change_settings(path, {("study", "new_a_day"): 4})
    assert path.read_text("utf-8") == FILE
    assert [found.name for found in path.parent.iterdir()] == ["config.toml"]


def test_a_file_in_the_place_of_the_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "settings").write_text("", "utf-8")
    path = tmp_path / "settings" / "config.toml"
    with pytest.raises((NotWritable, ConfigUnreadable)):
        change_settings(path, {("study", "new_a_day"): 4})


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="the superuser may write anywhere",
)
def test_a_read_only_folder_is_a_clear_error(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(NotWritable, match=str(path)):
            change_settings(path, {("study", "new_a_day"): 4})
    finally:
        path.parent.chmod(0o700)
    assert path.read_text("utf-8") == FILE
