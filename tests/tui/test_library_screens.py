"""Frames of browse, settings, decks, the form, custom study, figures and upkeep."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from drill.ids import Rating
from drill.sessions import acting
from drill.tui.screens.add import AddScreen
from drill.tui.screens.browse import BrowseScreen
from drill.tui.screens.decks import DecksScreen
from drill.tui.screens.holidays import HolidaysScreen
from drill.tui.screens.keys import KeysScreen
from drill.tui.screens.progress import ProgressScreen
from drill.tui.screens.settings import SettingsScreen
from drill.tui.screens.study import StudyScreen
from drill.tui.screens.upkeep import UpkeepScreen
from tests.sessions.desk import ACKS, COMMIT, FOLD, HANDSHAKE_1, TTL, WINDOW
from tests.tui.conftest import Hand, screen_text
from tests.tui.test_screens import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk


@dataclass(frozen=True)
class Shot:
    """A frame: where it begins and which keys lead to it."""

    screen: Callable[[], Any]
    keys: tuple[str, ...] = field(default=())


SHOTS: dict[str, Shot] = {
    "browse-typing": Shot(BrowseScreen, (*"rec", "e")),
    "browse-error": Shot(
        BrowseScreen, (*"window", "space", "left_parenthesis", *"is", "colon", *"duu")
    ),
    "browse-selected": Shot(
        lambda: BrowseScreen(is_typing=False), ("space", "down", "v")
    ),
    "browse-sorted": Shot(lambda: BrowseScreen(is_typing=False), ("s", "r", "down")),
    "browse-nothing": Shot(lambda: BrowseScreen("deck:none", is_typing=False)),
    "browse-due": Shot(lambda: BrowseScreen(is_typing=False), ("d", "plus", "3")),
    "settings": Shot(SettingsScreen, ("down",)),
    "settings-typing": Shot(SettingsScreen, ("down", "enter")),
    "settings-refused": Shot(SettingsScreen, ("down", "enter", "x", "enter")),
    "keys": Shot(KeysScreen, ("down",)),
    "keys-pressing": Shot(KeysScreen, ("down", "enter")),
    "keys-refused": Shot(KeysScreen, (*["down"] * 7, "enter", "q")),
    "decks": Shot(DecksScreen, ("down",)),
    "decks-new": Shot(DecksScreen, ("n", *"Go")),
    "add": Shot(AddScreen),
    "add-filled": Shot(AddScreen, (*"push", "tab", *"to", "f4", "wait")),
    "add-cloze": Shot(AddScreen, ("f2", *"A", "f6", *"gap", "wait")),
    "add-cards": Shot(AddScreen, (*"push", "tab", *"to", "wait", "f5")),
    "topics": Shot(AddScreen, ("f3", *"tcp")),
    "study": Shot(StudyScreen),
    "study-search": Shot(StudyScreen, ("slash", *"tcp", "enter")),
    "progress": Shot(ProgressScreen),
    "progress-end": Shot(ProgressScreen, ("right", "space", "space")),
    "holidays": Shot(HolidaysScreen, ("n", *"+2", "space", *"to", "space", *"+4")),
    "holidays-declared": Shot(
        HolidaysScreen, ("n", *"+2", "space", *"to", "space", *"+4", "enter")
    ),
    "upkeep-reported": Shot(UpkeepScreen, ("tab", "tab")),
    "upkeep-operations": Shot(UpkeepScreen, ("left",)),
}


def furnish(desk: Desk) -> None:
    """Some weeks of study on the desk."""
    desk.reopen()
    desk.pass_time(days=-20)
    desk.learn(WINDOW, ACKS, COMMIT, TTL)
    for _ in range(4):
        desk.pass_time(days=4, hours=1)
        desk.rate(WINDOW, Rating.GOOD, 8_000)
        desk.rate(ACKS, Rating.HARD, 14_000)
    desk.pass_time(days=4, hours=-4)
    desk.rate(COMMIT, Rating.AGAIN)
    acting.flag(desk.collection, [WINDOW, TTL], 2)
    acting.suspend(desk.collection, [HANDSHAKE_1])
    acting.report(desk.collection, [ACKS], "RFC 5681 says otherwise")
    acting.remark(desk.collection, [FOLD], "ask Ana")
    desk.collection.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", SHOTS)
async def test_a_screen_looks_as_it_should(
    name: str,
    size: tuple[int, int],
    desk: Desk,
    make_app: Callable[..., DrillApp],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pathlib.Path.home", lambda: desk.own.parent)
    furnish(desk)
    shot = SHOTS[name]
    app = make_app()
    async with app.run_test(size=size, notifications=False) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.push_screen(shot.screen())
        await hand.settle()
        for key in shot.keys:
            if key == "wait":
                assert isinstance(app.screen, AddScreen)
                app.screen.look()
                await hand.settle()
            else:
                await pilot.press(key)
                await hand.settle()
        await pilot.pause()
        compare(f"{name}-{size[0]}x{size[1]}", screen_text(app))


def test_the_figures_of_the_desk_are_of_one_morning(desk: Desk) -> None:
    start = desk.clock.now()
    furnish(desk)
    assert desk.clock.now() - start == timedelta(0)


def test_every_screen_has_a_frame() -> None:
    """Dialogs are seen over their screens."""
    seen = {name.partition("-")[0] for name in SHOTS}
    assert seen == {
        "add", "browse", "decks", "holidays", "keys", "progress", "settings",
        "study", "topics", "upkeep",
    }  # fmt: skip
