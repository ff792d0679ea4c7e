"""Every setting with its explanation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drill.config.settings import Settings
from drill.errors import InvalidSetting, UnknownSetting
from drill.sessions.settings_view import (
    change,
    setting,
    setting_rows,
    settings_table_markdown,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

    from drill.sessions.upkeep_steps import SettingRow
    from tests.sessions.desk import Desk

MANUAL = Path(__file__).parents[2] / "docs" / "settings.md"
MARK = "<!-- generated from the settings: do not edit below -->\n\n"


def rows(desk: Desk) -> dict[str, SettingRow]:
    return {row.path: row for row in setting_rows(desk.collection)}


def test_every_setting_has_a_row_with_an_explanation(desk: Desk) -> None:
    found = rows(desk)
    sections = {"study", "appearance", "files", "presets.default", "decks.mine"}
    models: dict[str, type[BaseModel]] = {
        name: type(getattr(Settings(), name))
        for name in ("study", "appearance", "files")
    }
    for section, model in models.items():
        for field in model.model_fields:
            assert f"{section}.{field}" in found
    assert {path.rpartition(".")[0] for path in found} == sections | {"decks.networks"}
    assert [row.path for row in found.values() if not row.explanation] == []
    kinds = {row.kind for row in found.values()}
    assert kinds == {
        "switch",
        "choice",
        "whole",
        "decimal",
        "duration",
        "text",
        "list",
    }


def test_a_row_says_what_holds_and_what_would(desk: Desk) -> None:
    fuzz = rows(desk)["presets.default.fuzz"]
    assert (fuzz.group, fuzz.label) == ("Preset default", "Fuzz")
    assert (fuzz.value, fuzz.default, fuzz.is_set) == ("no", "yes", True)
    assert (fuzz.kind, fuzz.choices) == ("switch", ("yes", "no"))
    order = setting(desk.collection, "study.review_order")
    assert (order.group, order.label) == ("Study", "Review order")
    assert (order.kind, order.is_set) == ("choice", False)
    assert order.choices == ("retrievability", "due", "difficulty", "random")
    retention = setting(desk.collection, "presets.default.desired_retention")
    assert (retention.kind, retention.limits) == ("decimal", "0.7 to 0.97")
    cap = setting(desk.collection, "decks.mine.new_a_day")
    assert (cap.group, cap.value, cap.limits) == ("Deck mine", "", "0 to 9999")


def test_presets_and_decks_that_the_file_names_have_rows(desk: Desk) -> None:
    change(desk.collection, "presets.gentle.desired_retention", "0.8")
    change(desk.collection, "decks.elsewhere.new_a_day", "1")
    groups = dict.fromkeys(row.group for row in setting_rows(desk.collection))
    assert list(groups) == [
        "Study",
        "Preset default",
        "Preset gentle",
        "Deck networks",
        "Deck mine",
        "Deck elsewhere",
        "Appearance",
        "Files",
    ]


@pytest.mark.parametrize(
    ("path", "text", "value", "shown"),
    [
        ("study.new_a_day", " 12 ", 12, "12"),
        ("study.bury_siblings", "Off", False, "no"),
        ("study.review_order", "Random", "random", "random"),
        ("study.zone", "Europe/Lisbon", "Europe/Lisbon", "Europe/Lisbon"),
        ("study.zone", "", "", ""),
        ("study.decks", "mine", ("mine",), "mine"),
        ("study.decks", "", (), ""),
        ("presets.default.desired_retention", "0.85", 0.85, "0.85"),
        ("presets.default.learn_ahead", "1h", "1h", "1h"),
        ("presets.default.learning_steps", "1m 5m,1h", ("1m", "5m", "1h"), None),
        ("presets.default.learning_steps", "", (), ""),
        ("decks.mine.new_a_day", "3", 3, "3"),
        ("decks.mine.reviews_a_day", " ", None, ""),
        ("files.decks", "~/my decks, /srv/decks", ("~/my decks", "/srv/decks"), None),
        ("files.editor", "code --wait", "code --wait", "code --wait"),
    ],
)
def test_what_is_typed_is_understood_and_kept(
    desk: Desk, path: str, text: str, value: Any, shown: str | None
) -> None:
    row = change(desk.collection, path, text)
    section, _, rest = path.partition(".")
    place = getattr(desk.collection.settings, section)
    *names, field = rest.split(".")
    for name in names:
        place = place[name]
    assert getattr(place, field) == value
    assert row == setting(desk.collection, path)
    assert row.value == (", ".join(value) if shown is None else shown)
    desk.reopen()
    assert setting(desk.collection, path) == row


def test_a_setting_goes_back_to_its_default(desk: Desk) -> None:
    change(desk.collection, "study.new_a_day", "3")
    row = change(desk.collection, "study.new_a_day", None)
    assert (row.value, row.is_set) == ("10", False)
    assert "new_a_day" not in desk.locations.config.read_text("utf-8")
    assert not change(desk.collection, "presets.default.fuzz", None).is_set


def test_keys_are_settings_too(desk: Desk) -> None:
    row = setting(desk.collection, "keys.review.good")
    assert (row.group, row.label, row.value) == ("Keys", "review.good", "")
    assert not row.is_set
    row = change(desk.collection, "keys.review.good", "g, 3")
    assert (row.value, row.is_set) == ("g, 3", True)
    assert desk.collection.settings.keys == {"review.good": "g, 3"}
    assert not change(desk.collection, "keys.review.good", "").is_set


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("study.new_a_day", "many", "a whole number, 0 to 9999"),
        ("study.new_a_day", "1.5", "a whole number"),
        ("study.new_a_day", "", "a whole number"),
        ("study.new_a_day", "-1", "greater than or equal to 0"),
        ("study.new_a_day", "10000", "less than or equal to 9999"),
        ("study.bury_siblings", "maybe", "one of yes, no"),
        ("study.review_order", "best", "one of retrievability, due"),
        ("study.zone", "Mars", "no time zone is called 'Mars'"),
        ("presets.default.desired_retention", "nan", "a number such as 0.9, 0.7 to"),
        ("presets.default.desired_retention", "0.99", "less than or equal to 0.97"),
        ("presets.default.learn_ahead", "soon", "durations such as 90s"),
        ("presets.default.learning_steps", "1m, x", "durations such as 90s"),
        ("presets.default.learning_steps", "999d", "1 second to 365 days"),
        ("presets.default.parameters", "1, 2", "21 numbers"),
        (
            "presets.default.parameters",
            " ".join(["9"] * 21),
            "0.001 to 4.0 for parameters[5]",
        ),
        ("decks.mine.preset", "gentle", "one of default"),
    ],
)
def test_what_is_not_allowed_is_refused_and_not_written(
    desk: Desk, path: str, text: str, expected: str
) -> None:
    before = desk.locations.config.read_text("utf-8")
    settings = desk.collection.settings
    with pytest.raises(InvalidSetting) as caught:
        change(desk.collection, path, text)
    assert expected in caught.value.hint
    assert desk.locations.config.read_text("utf-8") == before
    assert desk.collection.settings == settings


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("study.new_aday", "study.new_a_day"),
        ("presets.default.fuz", "presets.default.fuzz"),
        ("decks.mine.preste", "decks.mine.preset"),
        ("studies.zone", "study.zone"),
        ("new_a_day", "study.new_a_day"),
        ("xyzzy", None),
        ("study.mine.zone", None),
        ("presets.fuzz", None),
        ("keys.", None),
    ],
)
def test_a_setting_that_does_not_exist_is_refused(
    desk: Desk, path: str, nearest: str | None
) -> None:
    with pytest.raises(UnknownSetting) as caught:
        setting(desk.collection, path)
    if nearest:
        assert repr(nearest) in caught.value.hint


def test_a_changed_preset_is_scheduled_with_at_once(desk: Desk) -> None:
    assert desk.collection.preset_of("mine").desired_retention == 0.9
    change(desk.collection, "presets.default.desired_retention", "0.8")
    assert desk.collection.preset_of("mine").desired_retention == 0.8


def test_the_manual_holds_every_setting() -> None:
    _, mark, table = MANUAL.read_text("utf-8").partition(MARK)
    assert mark
    assert table.strip() == settings_table_markdown().strip()
    assert "| `new_a_day` | `10` | 0 to 9999 | New cards a study day" in table
