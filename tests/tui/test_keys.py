"""Commands, their keys, and the learner's own keymap."""

from __future__ import annotations

import pytest
from textual.keys import _character_to_key

from drill.tui.commands import COMMANDS, GENERAL, TITLES, keys_of, of_screen, table
from drill.tui.guard import KeyGuard
from drill.tui.help_lines import help_lines
from drill.tui.key_lines import key_line, primary_line
from drill.tui.keymap import check_keymap
from drill.tui.keys import canonical, is_key, separate, shown
from drill.tui.runs import text_of, width_of


def test_every_command_is_on_a_screen_that_has_a_title() -> None:
    assert {command.screen for command in COMMANDS.values()} == set(TITLES)


def test_every_command_has_keys_and_words() -> None:
    for command in COMMANDS.values():
        assert all(is_key(key) for key in keys_of(command, {})), command.id
        assert command.label
        assert command.help.endswith("."), command.id


@pytest.mark.parametrize("screen", [name for name in TITLES if name != GENERAL])
def test_no_key_means_two_things_on_a_screen(screen: str) -> None:
    keys = [
        key
        for command in (*of_screen(screen), *of_screen(GENERAL))
        for key in keys_of(command, {})
    ]
    # A key that leads to help leads out of it, too.
    doubled = {key for key in keys if keys.count(key) > 1} - (
        {"question_mark"} if screen == "help" else set()
    )
    assert doubled == set()


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("enter", "⏎"),
        ("question_mark", "?"),
        ("f1", "F1"),
        ("ctrl+p", "^p"),
        ("shift+tab", "shift+tab"),
        ("u", "u"),
        ("slash", "/"),
    ],
)
def test_keys_are_shown_as_people_know_them(key: str, text: str) -> None:
    assert shown(key) == text


@pytest.mark.parametrize("character", list("?/,.-+!@#\\_[]{}~'\"*"))
def test_characters_have_the_names_that_the_terminal_library_gives(
    character: str,
) -> None:
    assert canonical(character) == _character_to_key(character)
    assert is_key(canonical(character))


@pytest.mark.parametrize(
    "key", ["ctrl+", "hyper+x", "nonsense", "", " ", "f25", "\x01"]
)
def test_what_is_no_key_is_told_from_one(key: str) -> None:
    assert not is_key(key)


def test_a_lone_comma_is_a_key_and_others_separate() -> None:
    assert separate(",") == ["comma"]
    assert separate("a, ?,ctrl+x") == ["a", "question_mark", "ctrl+x"]


def test_a_keymap_that_is_right_holds() -> None:
    accepted, refused = check_keymap({"review.good": "g, space+", "review.undo": "U"})
    assert accepted == {"review.undo": "U"}
    assert [error.message for error in refused] == [
        "keys.review.good: 'space+' is no key"
    ]


def test_an_unknown_command_names_the_nearest() -> None:
    _, [error] = check_keymap({"review.god": "g"})
    assert error.hint == "Did you mean 'review.good'?"


def test_a_key_that_another_command_has_is_refused() -> None:
    accepted, [error] = check_keymap({"review.good": "4"})
    assert accepted == {}
    assert "'4' is a key of review.easy already" in error.message


def test_two_commands_can_change_keys() -> None:
    accepted, refused = check_keymap({"review.good": "4", "review.easy": "3"})
    assert accepted == {"review.good": "4", "review.easy": "3"}
    assert refused == []


def test_a_refused_entry_gives_its_command_the_default_back() -> None:
    keys = {"review.easy": "1", "review.good": "4"}
    accepted, refused = check_keymap(keys)
    assert accepted == {}
    assert len(refused) == 2


def test_a_key_of_another_screen_is_free() -> None:
    accepted, refused = check_keymap({"home.undo": "1"})
    assert accepted
    assert not refused


def test_a_key_that_works_everywhere_is_never_free() -> None:
    accepted, refused = check_keymap({"review.good": "ctrl+q"})
    assert not accepted
    assert refused


@pytest.mark.parametrize("width", [10, 20, 40, 80, 120])
@pytest.mark.parametrize("screen", [name for name in TITLES if name != GENERAL])
def test_the_line_of_keys_fits_and_help_stays(screen: str, width: int) -> None:
    line = key_line(screen, width, {})
    assert width_of(line) <= width
    if width >= 20:
        assert text_of(line).endswith("? help")


def test_hidden_commands_are_left_out_and_own_keys_shown() -> None:
    line = text_of(
        key_line("review", 120, {"review.undo": "z"}, hidden={"review.edit"})
    )
    assert "z undo" in line
    assert "edit" not in line


def test_the_primary_line_can_have_other_words() -> None:
    line = primary_line("info", 80, {}, labels={"info.down": "further"})
    assert "↓ further" in text_of(line)


def test_the_table_for_the_documentation_has_every_command() -> None:
    text = table()
    for command in COMMANDS.values():
        assert f"`{command.id}` | {command.help} |" in text


@pytest.mark.parametrize("width", [30, 80, 120])
def test_help_has_every_key_of_a_screen(width: int) -> None:
    text = "\n".join(map(text_of, help_lines("review", width, {"review.good": "g"})))
    assert "Review" in text
    assert "g " in text
    for command in of_screen("review"):
        assert command.help.split()[0] in text


class TestGuard:
    """Moments are seconds on a monotonic clock."""

    def test_a_rating_is_admitted_from_150_ms_after_the_reveal(self) -> None:
        guard = KeyGuard()
        guard.revealed(10.0)
        assert not guard.admits_rating(10.149)
        assert guard.admits_rating(10.151)

    def test_a_key_again_within_100_ms_is_a_repeat(self) -> None:
        guard = KeyGuard()
        guard.pressed("3", 10.0)
        assert not guard.is_repeat
        guard.pressed("3", 10.09)
        assert guard.is_repeat
        assert not guard.admits_rating(10.09)

    def test_each_repeat_of_a_held_key_starts_the_time_anew(self) -> None:
        guard = KeyGuard()
        for number in range(100):
            guard.pressed("3", 10.0 + number * 0.03)
            assert guard.is_repeat is (number > 0)

    def test_another_key_is_no_repeat(self) -> None:
        guard = KeyGuard()
        guard.pressed("3", 10.0)
        guard.pressed("4", 10.05)
        assert not guard.is_repeat

    def test_what_is_asked_for_without_a_key_is_no_repeat(self) -> None:
        guard = KeyGuard()
        guard.pressed("3", 10.0)
        guard.pressed("3", 10.01)
        guard.forget_key()
        assert guard.admits_rating(10.02)
