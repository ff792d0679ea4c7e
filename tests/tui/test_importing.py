"""Taking in a deck on its screen: frames, choices, and ways back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from drill.errors import ImportCancelled
from drill.sessions.import_doors import import_file
from drill.tui.import_lines import (
    Progress,
    columns,
    path_of,
    say_columns,
    say_deck_title,
    say_file,
    working_lines,
)
from drill.tui.runs import text_of
from drill.tui.screens.decks import DecksScreen
from drill.tui.screens.importing import ImportScreen
from tests.tui.conftest import Hand, screen_text
from tests.tui.test_screens import compare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk

TABLE = """Question;Answer;Tags
What does `SYN` ask for?;A connection.;tcp
What is **MSS**?;The largest segment,\twithout its headers.;tcp
;An answer to nothing.;
"""
KEYS: dict[str, tuple[str, ...]] = {
    "preview": (),
    "columns": ("c",),
    "deck": ("n", *"TCP"),
    "report": ("enter",),
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Two notes, and a row without a front."""
    path = tmp_path / "Segments.csv"
    path.write_text(TABLE)
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", KEYS)
async def test_an_import_looks_as_it_should(
    name: str,
    size: tuple[int, int],
    desk: Desk,
    table: Path,
    make_app: Callable[..., DrillApp],
) -> None:
    app = make_app()
    async with app.run_test(size=size, notifications=False) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.push_screen(ImportScreen(table))
        await hand.settle()
        await hand.press(*KEYS[name])
        compare(f"import-{name}-{size[0]}x{size[1]}", screen_text(app))


async def test_a_deck_comes_in_by_keys_alone_and_goes_again(
    desk: Desk, table: Path, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.push_screen(DecksScreen())
        await hand.settle()
        await hand.press("i", *str(table), "enter")
        assert "2  would be added, with 2 cards" in screen_text(app)
        await hand.press("n", *"TCP", "enter", "enter")
        assert "2  added, with 2 cards" in screen_text(app)
        assert "TCP" in screen_text(app)
        await hand.press("u")
        assert "2  would be added" in screen_text(app)
        await hand.press("enter", "escape")
        assert isinstance(app.screen, DecksScreen)
        assert "TCP" in screen_text(app)
        await hand.press("i", *str(table), "enter", "n", *"TCP", "enter")
        assert "Everything is here already" in screen_text(app)
        await hand.press("enter")  # nothing to import: the key is not offered
        assert "Everything is here already" in screen_text(app)


async def test_columns_and_policies_change_the_preview(
    desk: Desk, table: Path, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        screen = ImportScreen(table)
        app.push_screen(screen)
        await hand.settle()
        await hand.press("c", "ctrl+u", *"front=2 back=1", "enter")
        assert screen.step is not None
        assert screen.step.samples[0].faces[0].front == "A connection."
        await hand.press("p", "p", "p", "p", "r")
        assert screen.step.is_dry
        assert not screen.trouble


async def test_a_file_that_cannot_be_read_says_why(
    desk: Desk, tmp_path: Path, make_app: Callable[..., DrillApp]
) -> None:
    prose = tmp_path / "prose.md"
    prose.write_text("Nothing but prose.\n")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.push_screen(ImportScreen(prose))
        await hand.settle()
        assert "no format that drill knows" in screen_text(app).replace("\n   ", " ")
        await hand.press("enter", "u", "c", "p", "n", "escape")
        assert not isinstance(app.screen, ImportScreen)


async def test_an_import_under_way_can_be_stopped_without_a_trace(
    desk: Desk,
    table: Path,
    make_app: Callable[..., DrillApp],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = make_app()
    began = threading.Event()

    def slow(*arguments: object, **more: object) -> object:
        if not more["is_dry"]:
            began.set()
            cancelled = more["cancelled"]
            assert isinstance(cancelled, threading.Event)
            assert cancelled.wait(10)
        return import_file(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("drill.sessions.import_doors.import_file", slow)
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        screen = ImportScreen(table)
        app.push_screen(screen)
        await hand.settle()
        await pilot.press("enter")
        assert began.wait(10)
        assert "importing …" in screen_text(app)
        await pilot.press("escape")
        await hand.settle()
        assert app.screen is screen
        assert "would be added" in screen_text(app)
    desk.reopen()
    gone = threading.Event()
    gone.set()
    with pytest.raises(ImportCancelled):
        import_file(desk.collection, table, cancelled=gone)
    assert import_file(desk.collection, table, is_dry=True).added == 2


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(), ["reading …"]),
        (Progress(50, 200, 1.0), ["50 of 200 notes   25%"]),
        (Progress(50, 200, 4.0), ["50 of 200 notes   25%   12 s left"]),
        (Progress(1, 200, 4.0), ["1 of 200 notes   0%   13 min left"]),
    ],
)
def test_a_long_import_says_how_long_it_takes(
    progress: Progress, words: list[str]
) -> None:
    lines = [text_of(line).strip() for line in working_lines("reading", progress)]
    assert all(each in lines for each in words)


def test_a_path_is_looked_at_while_it_is_typed(tmp_path: Path) -> None:
    file = tmp_path / "a b.csv"
    file.write_text("x")
    assert path_of(f"'{file}' ") == file
    assert say_file(str(file)).is_good
    assert say_file(str(tmp_path)).is_good
    for wrong in ("", str(tmp_path / "none"), "a\0b", "~nobody-of-that-name/x"):
        assert not say_file(wrong).is_good


def test_columns_and_titles_are_told_while_they_are_typed() -> None:
    assert columns("front=2 more=3,4") == {"front": 2, "more": [3, 4]}
    assert say_columns("front=2").is_good
    assert not say_columns("front=0").is_good
    assert not say_columns("front").is_good
    assert say_deck_title("A").words == "all of it into “A”"
    assert "names" in say_deck_title("").words
