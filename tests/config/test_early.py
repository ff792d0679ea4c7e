from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from drill.clock import day_of
from drill.config.early import EarlySettings, early_settings
from drill.config.loading import load_settings
from drill.config.settings import Settings
from drill.config.tables import environment_table, merged

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
[study]
rollover_hour = 5
zone = "Europe/Lisbon"
[appearance]
theme = "drill-light"
syntax = false
[files]
editor = "nano"
[keys]
"review.good" = "g"
"""


def test_early_settings_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(TEXT)
    assert early_settings(path, {}) == EarlySettings(
        theme="drill-light",
        keys={"review.good": "g"},
        editor="nano",
        syntax=False,
        rollover_hour=5,
        zone="Europe/Lisbon",
    )


def test_variables_stand_above_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(TEXT)
    found = early_settings(
        path, {"DRILL_APPEARANCE__THEME": "nord", "DRILL_STUDY__ROLLOVER_HOUR": "3"}
    )
    assert (found.theme, found.rollover_hour) == ("nord", 3)


def test_early_defaults_are_the_settings_defaults(tmp_path: Path) -> None:
    early, settings = early_settings(tmp_path / "none", {}), Settings()
    assert early.theme == settings.appearance.theme
    assert early.syntax == settings.appearance.syntax
    assert early.editor == settings.files.editor
    assert early.rollover_hour == settings.study.rollover_hour
    assert early.zone == settings.study.zone
    assert early.keys == settings.keys


@pytest.mark.parametrize(
    "text",
    ["=", "study = 3\nkeys = 1", "[study]\nrollover_hour = true\nzone = 3",
     "[appearance]\ntheme = 1\nsyntax = 'no'", "\ufeff",
     pytest.param("a = " + "[" * 5_000, id="deep")],
)  # fmt: skip
def test_what_is_odd_is_the_default_for_now(text: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    assert early_settings(path, {}) == EarlySettings()


def test_keys_that_are_no_texts_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[keys]\na = 'b'\nc = 1\n")
    assert early_settings(path, {}).keys == {"a": "b"}


def test_the_early_calendar_is_the_learners() -> None:
    calendar = EarlySettings(zone="Asia/Tokyo", rollover_hour=4).calendar()
    assert calendar is not None
    evening = datetime(2026, 3, 2, 18, 59, tzinfo=UTC)
    assert calendar.day(evening) == day_of(evening.date())
    assert EarlySettings(rollover_hour=-1).calendar() is None
    assert EarlySettings(zone="../etc/passwd").calendar() is None


def test_variables_name_nested_settings_and_may_contradict_each_other() -> None:
    table = environment_table(
        {
            "DRILL_STUDY__NEW_A_DAY": "5",
            "DRILL_STUDY__DECKS": '["a"]',
            "DRILL_FILES__EDITOR": "vim -n",
            "DRILL_PRESETS__HARD": "1",
            "DRILL_PRESETS__HARD__FUZZ": "false",
            "DRILL_DATA": "here",
            "OTHER__NAME": "1",
        }
    )
    assert table == {
        "study": {"new_a_day": 5, "decks": ["a"]},
        "files": {"editor": "vim -n"},
        "presets": {"hard": {"fuzz": False}},
    }


def test_tables_are_laid_over_one_another_by_name() -> None:
    below = {"a": {"b": 1, "c": 2}, "d": 3}
    assert merged(below, {"a": {"b": 9}, "d": {"e": 4}}) == {
        "a": {"b": 9, "c": 2},
        "d": {"e": 4},
    }
    assert below == {"a": {"b": 1, "c": 2}, "d": 3}


def test_the_whole_settings_take_the_same_variables(tmp_path: Path) -> None:
    variables = {"DRILL_STUDY__NEW_A_DAY": "5"}
    assert load_settings(tmp_path / "none", variables).study.new_a_day == 5


def test_without_a_zone_the_early_calendar_is_the_machines() -> None:
    calendar = EarlySettings(rollover_hour=23).calendar()
    assert calendar is not None
    assert (calendar.zone, calendar.rollover_hour) == (None, 23)
    assert EarlySettings(rollover_hour=24).calendar() is None


def test_a_byte_order_mark_is_no_reason_for_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(TEXT, encoding="utf-8-sig")
    assert early_settings(path, {}).theme == "drill-light"
