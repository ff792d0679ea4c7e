"""Writing decks for other programs on a screen: frames, choices, files."""

from __future__ import annotations

import threading
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drill.sessions.exporting import ENDINGS, export
from drill.tui.export_lines import (
    SHAPES,
    file_for,
    say_target,
    shape_of,
    working_words,
)
from drill.tui.screens.browse import BrowseScreen
from drill.tui.screens.decks import DecksScreen
from drill.tui.screens.exporting import ExportScreen
from tests.tui.conftest import Hand, screen_text
from tests.tui.test_screens import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk

APKG, *_, YAML = SHAPES


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files go by default, of one length on every machine."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setattr("drill.tui.export_lines.Path.home", lambda: folder)
    return folder


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_an_export_looks_as_it_should(
    size: tuple[int, int],
    desk: Desk,
    make_app: Callable[..., DrillApp],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("drill.tui.export_lines.Path.home", lambda: Path("/home/ada"))
    app = make_app()
    async with app.run_test(size=size, notifications=False) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.push_screen(ExportScreen("Networks", names=("networks",)))
        await hand.settle()
        await hand.press("down", "down")
        compare(f"export-{size[0]}x{size[1]}", screen_text(app))


async def test_a_deck_goes_out_by_keys_alone(
    desk: Desk, home: Path, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.push_screen(DecksScreen())
        await hand.settle()
        await hand.press("e", "enter")
        assert "Written: 5 notes, 6 cards" in screen_text(app)
        assert zipfile.is_zipfile(home / "networks.apkg")
        (home / "networks.apkg").write_text("mine")
        await hand.press("enter", "n")
        assert (home / "networks.apkg").read_text() == "mine"
        await hand.press("enter", "y")
        assert zipfile.is_zipfile(home / "networks.apkg")
        await hand.press("escape")
        assert isinstance(app.screen, DecksScreen)


async def test_a_search_goes_out_in_the_shape_that_the_name_asks_for(
    desk: Desk, home: Path, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.push_screen(BrowseScreen("ttl", is_typing=False))
        await hand.settle()
        await hand.press("x", "n", "ctrl+u", *str(home / "ttl.csv"), "enter", "enter")
        assert "Written: 1 note, 1 card" in screen_text(app)
        assert len((home / "ttl.csv").read_text().splitlines()) > 1


async def test_a_folder_that_is_there_is_left_alone(
    desk: Desk, home: Path, make_app: Callable[..., DrillApp]
) -> None:
    (home / "networks").mkdir()
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.push_screen(ExportScreen("Networks", names=("networks",)))
        await hand.settle()
        await hand.press("up", "enter")
        assert "there already" in screen_text(app)
        assert not list((home / "networks").iterdir())


async def test_what_cannot_be_written_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, make_app: Callable[..., DrillApp]
) -> None:
    monkeypatch.setattr("drill.tui.export_lines.Path.home", lambda: Path("/nowhere/x"))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.push_screen(ExportScreen("Networks", names=("networks",)))
        await hand.settle()
        await hand.press("enter")
        assert "cannot be written" in screen_text(app)


async def test_an_export_under_way_can_be_stopped_without_a_trace(
    desk: Desk,
    home: Path,
    make_app: Callable[..., DrillApp],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = make_app()
    began = threading.Event()

    def slow(*arguments: object, **more: Any) -> object:
        more["on_progress"](2, 5)
        began.set()
        assert more["cancelled"].wait(10)
        return export(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("drill.sessions.exporting.export", slow)
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        screen = ExportScreen("Networks", names=("networks",))
        app.push_screen(screen)
        await hand.settle()
        await pilot.press("enter")
        assert began.wait(10)
        screen.repaint_page()
        assert "writing … 2 of 5 notes   40%" in screen_text(app)
        await pilot.press("escape")
        await hand.settle()
        assert app.screen is screen
        assert "the export was cancelled; nothing was written" in screen_text(app)
        assert not list(home.iterdir())  # noqa: ASYNC240 - of a test


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [
        (0, 0, "writing … 3 s"),
        (1, 4, "writing … 1 of 4 notes   25%"),
        (4, 4, "finishing … 3 s"),
    ],
)
def test_how_far_an_export_is_can_be_seen(done: int, total: int, words: str) -> None:
    assert working_words(done, total, 3.2).startswith(words)


def test_a_path_says_what_would_become_of_it(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    good = [f"{tmp_path}/x{each.ending}" for each in SHAPES]
    assert all(say_target(text).is_good for text in good)
    for text in ("", "x.pdf", f"{tmp_path}/there", f"{tmp_path}/no/x.csv", "\0.csv"):
        assert not say_target(text).is_good, text
    assert shape_of(Path("x.CSV"), APKG).name == "csv"
    assert shape_of(Path("x"), APKG) is YAML
    assert shape_of(Path("x.pdf"), APKG) is APKG


def test_the_screen_offers_what_can_be_written() -> None:
    assert {each.ending: each.name for each in SHAPES} == {
        ending: kind.value for ending, kind in ENDINGS.items()
    }


def test_files_are_named_after_what_is_in_them() -> None:
    assert file_for("TCP & friends", APKG).name == "tcp-friends.apkg"
    assert file_for("日本", YAML).name == "notes"
