"""Settings out of a file, the environment and flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.config.loading import load_settings, validate
from drill.config.settings import NewCards, ReviewOrder, Settings
from drill.errors import (
    ConfigMalformed,
    ConfigUnreadable,
    InvalidSetting,
    UnknownSetting,
)

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding)
    return path


def test_without_a_file_the_defaults_hold_and_none_is_made(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    assert load_settings(path, {}) == Settings()
    assert not path.exists()


def test_a_file_beats_the_defaults(tmp_path: Path) -> None:
    path = written(tmp_path, "[study]\nnew_a_day = 3\nreview_order = 'due'\n")
    settings = load_settings(path, {})
    assert settings.study.new_a_day == 3
    assert settings.study.review_order is ReviewOrder.DUE
    assert settings.study.reviews_a_day == 200


def test_a_variable_beats_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "[study]\nnew_a_day = 3\nreviews_a_day = 50\n")
    settings = load_settings(path, {"DRILL_STUDY__NEW_A_DAY": "5"})
    assert (settings.study.new_a_day, settings.study.reviews_a_day) == (5, 50)


def test_a_typed_flag_beats_a_variable(tmp_path: Path) -> None:
    path = written(tmp_path, "[study]\nnew_a_day = 3\n")
    variables = {"DRILL_STUDY__NEW_A_DAY": "5"}
    settings = load_settings(path, variables, {"study": {"new_a_day": 7}})
    assert settings.study.new_a_day == 7


@pytest.mark.parametrize(
    ("variable", "text", "place", "value"),
    [
        ("DRILL_STUDY__BURY_SIBLINGS", "false", "bury_siblings", False),
        ("DRILL_STUDY__ZONE", "Europe/Lisbon", "zone", "Europe/Lisbon"),
        ("DRILL_STUDY__ZONE", "'UTC'", "zone", "UTC"),
        ("DRILL_STUDY__DECKS", '["a", "b"]', "decks", ("a", "b")),
        ("DRILL_STUDY__NEW_CARDS", "last", "new_cards", NewCards.LAST),
    ],
)
def test_variables_hold_toml_or_plain_text(
    tmp_path: Path, variable: str, text: str, place: str, value: Any
) -> None:
    settings = load_settings(tmp_path / "none.toml", {variable: text})
    assert getattr(settings.study, place) == value


def test_variables_reach_presets_by_their_names(tmp_path: Path) -> None:
    variables = {"DRILL_PRESETS__DEFAULT__DESIRED_RETENTION": "0.8"}
    settings = load_settings(tmp_path / "none.toml", variables)
    assert settings.preset("default").desired_retention == 0.8


def test_variables_without_two_underscores_are_somebody_elses(tmp_path: Path) -> None:
    variables = {"DRILL_TEST": "1", "DRILL_DATA": "/x", "STUDY__NEW_A_DAY": "1"}
    assert load_settings(tmp_path / "none.toml", variables) == Settings()


@pytest.mark.parametrize(
    "variables",
    [
        {"DRILL_STUDY__NEW_A_DAY__X": "1", "DRILL_STUDY__NEW_A_DAY": "2"},
        {"DRILL_STUDY__NEW_A_DAY": "2", "DRILL_STUDY__NEW_A_DAY__X": "1"},
    ],
)
def test_variables_that_contradict_each_other_are_refused(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    with pytest.raises((InvalidSetting, UnknownSetting)):
        load_settings(tmp_path / "none.toml", variables)


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("[study]\nnew_aday = 1", "study.new_aday", "'study.new_a_day'"),
        ("[stduy]\nnew_a_day = 1", "stduy", "'study'"),
        ("[presets.mine]\nfuz = true", "presets.mine.fuz", "'presets.mine.fuzz'"),
        ("[decks.raft]\npreste = 'x'", "decks.raft.preste", "'decks.raft.preset'"),
        ("[appearance]\nxyzzy = 1", "appearance.xyzzy", "docs/settings.md"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(
    tmp_path: Path, text: str, name: str, hint: str
) -> None:
    with pytest.raises(UnknownSetting) as caught:
        load_settings(written(tmp_path, text), {})
    assert repr(name) in caught.value.message
    assert str(tmp_path) in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[study]\nnew_a_day = -1", "greater than or equal to 0"),
        ("[study]\nnew_a_day = 'many'", "a whole number"),
        ("[study]\nrollover_hour = 24", "less than or equal to 23"),
        ("[study]\nzone = 'Mars/Base'", "no time zone is called 'Mars/Base'"),
        ("[study]\nzone = '../etc/passwd'", "no time zone is called"),
        ("[study]\nreview_order = 'best'", "'retrievability', 'due'"),
        ("[presets.default]\ndesired_retention = 0.99", "less than or equal to 0.97"),
        ("[presets.default]\nlearning_steps = ['soon']", "90s, 10m, 1h or 1d"),
        ("[presets.default]\nlearn_ahead = '0m'", "is no duration"),
        ("[decks.raft]\npreset = 'gentel'\n[presets.gentle]", "default, gentle"),
        ("study = 1", "a table"),
        ("[study]\ndecks = 3", "a list"),
        ("[study]\nzone = 3", "text"),
        ("[study]\nbury_siblings = 'maybe'", "true or false"),
        ("[presets.default]\ndesired_retention = 'x'", "a number"),
    ],
)
def test_a_value_outside_its_limits_is_refused_with_what_is_expected(
    tmp_path: Path, text: str, expected: str
) -> None:
    with pytest.raises(InvalidSetting) as caught:
        load_settings(written(tmp_path, text), {})
    assert expected in caught.value.hint
    assert "Value error" not in caught.value.hint


def test_an_error_names_where_the_value_came_from(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    with pytest.raises(InvalidSetting, match=r"^environment: "):
        load_settings(path, {"DRILL_STUDY__NEW_A_DAY": "-1"})
    with pytest.raises(InvalidSetting, match=r"^command line: "):
        load_settings(path, {}, {"study": {"new_a_day": -1}})


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "[study]\nnew_a_day = 3\n", "utf-8-sig")
    assert load_settings(path, {}).study.new_a_day == 3


@pytest.mark.parametrize(
    "content",
    [
        b"[study\n",
        b"\xff\xfe\x00",
        b"a = 1\na = 2\n",
        b"a = " + b"[" * 5000 + b"]" * 5000,
    ],
)
def test_what_is_no_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigMalformed) as caught:
        load_settings(path, {})
    assert str(path) in caught.value.message
    assert "move it away" in caught.value.hint


def test_a_folder_in_the_place_of_the_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(ConfigUnreadable) as caught:
        load_settings(tmp_path, {})
    assert caught.value.message == f"{tmp_path}: cannot be read: Is a directory"
    assert "permissions" in caught.value.hint


def test_settings_cannot_be_changed_behind_somebodys_back() -> None:
    settings = validate({"study": {"new_a_day": 3}}, "a test")
    with pytest.raises(ValueError, match="frozen"):
        settings.study.new_a_day = 4


def test_a_deck_without_exceptions_uses_the_default_preset() -> None:
    table = {"decks": {"raft": {"preset": "gentle"}}, "presets": {"gentle": {}}}
    settings = validate(table, "a test")
    assert settings.preset_name("raft") == "gentle"
    assert settings.preset_name("paxos") == "default"
    assert settings.preset("default").desired_retention == 0.9


def test_an_empty_zone_is_the_machines(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "[study]\nzone = ''\n"), {}) == validate(
        {"study": {"zone": ""}}, "a test"
    )
