"""Settings, keys, decks, notes, custom study, holidays and upkeep, by their keys."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import TextArea

from drill.ids import NoteId
from drill.sessions.selection import Kind
from drill.tui.doors import DOORS, screen_named
from drill.tui.screens.add import AddScreen
from drill.tui.screens.base import DrillScreen
from drill.tui.screens.decks import DecksScreen
from drill.tui.screens.holidays import HolidaysScreen
from drill.tui.screens.keys import KeysScreen
from drill.tui.screens.note_text import NoteTextScreen
from drill.tui.screens.review import ReviewScreen
from drill.tui.screens.settings import SettingsScreen
from drill.tui.screens.study import StudyScreen
from drill.tui.screens.upkeep import UpkeepScreen
from tests.sessions.desk import ACKS, FOLD, WINDOW
from tests.tui.conftest import Hand

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk


async def begin(hand: Hand, screen: Any) -> Any:
    await hand.settle()
    hand.pilot.app.push_screen(screen)
    await hand.settle()
    return screen


def settings_of(desk: Desk) -> dict[str, Any]:
    return tomllib.loads(desk.locations.config.read_text("utf-8"))


@pytest.mark.parametrize("name", DOORS)
async def test_every_door_leads_to_a_screen_that_shows_its_keys(
    name: str, desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, screen_named(name))
        assert isinstance(screen, DrillScreen)
        assert "help" in hand.text().splitlines()[-1]
        await hand.press("escape", "escape")
        assert pilot.app.screen is not screen


@pytest.mark.parametrize("name", DOORS)
async def test_a_screen_survives_any_size_at_any_moment(
    name: str, desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, screen_named(name))
        for width, height in ((30, 8), (120, 36), (20, 5), (200, 60), (80, 24)):
            await pilot.resize_terminal(width, height)
            await hand.press("down")
            rows = hand.text().splitlines()
            assert len(rows) <= height
            assert "help" in rows[-1] or width < 40


async def test_a_number_of_the_settings_goes_up_and_is_in_the_file(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, SettingsScreen())
        await hand.press("down", "right", "right")
        assert settings_of(desk)["study"]["new_a_day"] == 12
        await hand.press("r")
        assert "new_a_day" not in settings_of(desk)["study"]


async def test_a_refused_value_is_explained_and_not_lost(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, SettingsScreen())
        await hand.press("down", "enter", *"99999", "enter")
        assert screen.is_typing
        assert "99999" in hand.text()
        assert "not allowed" in hand.text()
        await hand.press("escape")
        assert not screen.is_typing
        assert "new_a_day" not in settings_of(desk)["study"]


async def test_a_theme_is_seen_the_moment_it_is_chosen(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, SettingsScreen())
        place = [row.path for row in screen.rows].index("appearance.theme")
        screen.cursor = place
        await hand.press("right")
        assert app.theme == "drill-light"
        assert settings_of(desk)["appearance"]["theme"] == "drill-light"


async def test_a_new_key_works_at_once_and_is_in_the_file(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, KeysScreen())
        from drill.tui.keys_lines import ROWS

        screen.cursor = [command.id for command in ROWS].index("home.progress")
        await hand.press("enter", "z")
        assert app.own_keys == {"home.progress": "z"}
        assert settings_of(desk)["keys"] == {"home.progress": "z"}
        await hand.press("r")
        assert app.own_keys == {}
        assert settings_of(desk).get("keys", {}) == {}


async def test_a_key_that_is_taken_names_its_command(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, KeysScreen())
        from drill.tui.keys_lines import ROWS

        screen.cursor = [command.id for command in ROWS].index("home.progress")
        await hand.press("enter", "a")
        assert "home.add" in hand.text()
        assert app.own_keys == {}


async def test_a_deck_is_left_and_studied_again(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, DecksScreen())
        await hand.press("space")
        assert settings_of(desk)["study"]["decks"] == ["mine"]
        assert not screen.decks[0].chosen
        await hand.press("space")
        assert set(settings_of(desk)["study"]["decks"]) == {"mine", "networks"}


async def test_a_new_deck_is_made_of_a_title(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, DecksScreen())
        await hand.press("n", *"Go", "space", *"101", "enter")
        assert "go-101" in [deck.id for deck in screen.decks]
        assert (desk.own / "go-101" / "deck.yaml").exists()


async def test_a_note_is_kept_and_the_form_is_ready_for_the_next(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, AddScreen())
        await hand.press(*"push", "tab", *"out", "ctrl+s")
        assert "push" in (desk.own / "mine" / "words.yaml").read_text("utf-8")
        assert screen.query_one("#front", TextArea).text == ""
        assert screen.query_one("#front", TextArea).has_focus
        assert pilot.app.screen is screen


async def test_a_doubled_key_keeps_one_note(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, AddScreen())
        await hand.press(*"push", "tab", *"out")
        await pilot.press("ctrl+s", "ctrl+s")
        await hand.settle()
    written = (desk.own / "mine" / "words.yaml").read_text("utf-8")
    assert written.count("push") == 2  # its id and its front


async def test_a_note_with_a_problem_is_not_kept_and_not_lost(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    before = (desk.own / "mine" / "words.yaml").read_text("utf-8")
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, AddScreen())
        await hand.press(*"push", "ctrl+s")
        assert screen.query_one("#front", TextArea).text == "push"
        assert screen.preview.problems
        assert (desk.own / "mine" / "words.yaml").read_text("utf-8") == before
        await hand.press("escape")
        assert pilot.app.screen is not screen
        await hand.press("n")
        assert pilot.app.screen is screen


async def test_a_note_that_is_there_already_is_said_while_typing(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, AddScreen())
        screen.query_one("#front", TextArea).text = "What does a fold need?"
        screen.look()
        await hand.settle()
        assert "mine/words/fold" in hand.text()


async def test_a_gap_is_made_of_the_selected_words(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, AddScreen())
        area = screen.query_one("#front", TextArea)
        await hand.press("f2")
        area.text = "a quorum overlaps"
        area.select_all()
        await hand.press("f6")
        assert area.text == "{{c1::a quorum overlaps}}"


async def test_an_edit_of_a_shipped_note_is_kept_as_the_learners_own(
    desk: Desk, make_app: Callable[..., DrillApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    from drill.tui.screens.browse import BrowseScreen

    async with make_app().run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, BrowseScreen("window", is_typing=False))
        await hand.press("e")
        screen = pilot.app.screen
        assert isinstance(screen, NoteTextScreen)
        area = screen.query_one(TextArea)
        good = area.text
        area.text = good.replace("back:", "bakc:")
        await hand.press("ctrl+s")
        assert pilot.app.screen is screen
        assert "bakc:" in area.text
        assert "line" in hand.text()
        area.text = good.replace("in flight", "on its way")
        await hand.press("ctrl+s")
        assert isinstance(pilot.app.screen, BrowseScreen)
    desk.reopen()
    assert "on its way" in desk.document("networks/tcp/window")["back"]


async def test_a_note_in_a_file_of_ones_own_opens_there_at_its_line(
    desk: Desk, make_app: Callable[..., DrillApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr("drill.tui.editing.run_editor", opened.append)
    app = make_app(editor="nvim")
    monkeypatch.setattr(app, "suspend", _no_terminal_needed)
    from drill.tui.editing import edit_note

    edited: list[str] = []
    async with app.run_test() as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        assert isinstance(app.screen, DrillScreen)
        edit_note(app.screen, NoteId("mine/words/fold"), lambda: edited.append("yes"))
        await hand.settle()
    [[editor, line, path]] = opened
    assert (editor, path) == ("nvim", str(desk.own / "mine" / "words.yaml"))
    rows = (desk.own / "mine" / "words.yaml").read_text("utf-8").splitlines()
    assert "fold" in rows[int(line.removeprefix("+")) - 1]
    assert edited == ["yes"]


@pytest.mark.parametrize(
    ("before", "after", "is_kept"),
    [("in flight", "on its way", True), ("back:", "bakc:", False), ("", "", False)],
)
async def test_what_the_editor_leaves_is_kept_or_stays_to_be_mended(
    before: str,
    after: str,
    is_kept: bool,  # noqa: FBT001 - of a table
    desk: Desk,
    make_app: Callable[..., DrillApp],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def edit(command: list[str]) -> None:
        path = Path(command[-1])
        path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")

    monkeypatch.setattr("drill.tui.editing.run_editor", edit)
    app = make_app(editor="nano")
    monkeypatch.setattr(app, "suspend", _no_terminal_needed)
    from drill.tui.editing import edit_note

    edited: list[str] = []
    async with app.run_test() as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        assert isinstance(app.screen, DrillScreen)
        edit_note(
            app.screen, NoteId("networks/tcp/window"), lambda: edited.append("yes")
        )
        await hand.settle()
        is_mending = isinstance(app.screen, NoteTextScreen)
        assert is_mending is (before == "back:")
        if is_mending:
            assert "bakc:" in app.screen.query_one(TextArea).text
    assert edited == (["yes"] if is_kept else [])


async def test_an_editor_that_cannot_be_started_is_named(
    desk: Desk, make_app: Callable[..., DrillApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(editor="no-such-editor")
    monkeypatch.setattr(app, "suspend", _no_terminal_needed)
    from drill.tui.editing import edit_note

    async with app.run_test(notifications=True) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        assert isinstance(app.screen, DrillScreen)
        edit_note(app.screen, NoteId("networks/tcp/window"), lambda: None)
        await hand.settle()
        assert "no-such-editor" in hand.text()


class _NoTerminal:
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


def _no_terminal_needed() -> _NoTerminal:
    return _NoTerminal()


async def test_custom_study_says_how_many_cards_and_starts(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, StudyScreen())
        await hand.press("right")
        assert screen.wishes.new == 15
        assert "Answers count for the schedule." in hand.text()
        await hand.press("down")
        assert screen.wishes.kind is Kind.AHEAD
        assert "Practice" in hand.text()
        await hand.press("slash", *"fold", "enter", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_a_search_that_cannot_be_read_is_explained_in_custom_study(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, StudyScreen())
        await hand.press("slash", *"is", "colon", "x", "enter")
        assert "is not one of" in hand.text()


async def test_a_holiday_is_declared_taken_back_and_the_backlog_spread(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    desk.reopen()
    desk.learn(WINDOW, ACKS)
    desk.pass_time(days=60)
    desk.collection.close()
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, HolidaysScreen())
        await hand.press("n", "plus", "1", "space", *"to", "space", "plus", "2")
        await hand.press("enter")
        [holiday] = screen.holidays
        assert holiday.last - holiday.first == 2
        await hand.press("x")
        assert screen.holidays == ()
        await hand.press("b", "enter")
    desk.reopen()
    assert desk.operations()[0] == "spread over 5 days"


async def test_spreading_from_home_is_said_once(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    desk.reopen()
    desk.learn(WINDOW, ACKS)
    desk.pass_time(days=60)
    desk.collection.close()
    app = make_app()
    async with app.run_test() as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.clear_notifications()
        await hand.press("b", "enter")
        messages = [note.message for note in app._notifications]
    assert messages == ["2 cards spread over 5 days"]


async def test_upkeep_takes_a_backup_and_takes_back_an_operation(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    desk.reopen()
    desk.learn(FOLD)
    desk.collection.close()
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, UpkeepScreen())
        before = len(screen.rows)
        await hand.press("b")
        assert len(screen.rows) == before + 1
        await hand.press("left")
        await hand.press("u")
        assert screen.rows[0].is_undone
        await hand.press("right", "right")
        assert any(row.code == "versions" for row in screen.rows)


async def test_reported_cards_are_written_to_a_file(
    desk: Desk, make_app: Callable[..., DrillApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    from drill.sessions import acting

    monkeypatch.setattr("pathlib.Path.home", lambda: desk.own.parent)
    desk.reopen()
    acting.report(desk.collection, [FOLD], "a fold needs more")
    desk.collection.close()
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, UpkeepScreen())
        await hand.press("right", "right", "x", "enter")
    written = (desk.own.parent / "drill-reported.md").read_text("utf-8")
    assert "a fold needs more" in written
