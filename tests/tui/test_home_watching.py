"""Home stays true while nobody presses a key: others write, a night passes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from drill.ids import Rating
from drill.tui.runs import text_of
from drill.tui.screens.home import HomeScreen
from drill.tui.screens.review import ReviewScreen
from tests.sessions.desk import FOLD
from tests.tui.conftest import Hand

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk


async def test_what_others_write_shows_on_home(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        assert isinstance(app.screen, HomeScreen)
        assert "nothing yet" in hand.text()
        desk.reopen()
        desk.rate(FOLD, Rating.EASY)
        app.screen.watch_record()
        await hand.settle()
        assert "nothing yet" not in hand.text()


async def test_home_that_was_left_open_shows_the_new_morning(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        assert isinstance(app.screen, HomeScreen)
        assert "Mon 2 Mar" in hand.text()
        desk.pass_time(days=1)
        app.screen.watch_record()
        await hand.settle()
        assert "Tue 3 Mar" in hand.text()


async def test_what_is_still_so_is_not_asked_for_again(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        home = app.screen
        assert isinstance(home, HomeScreen)
        shown = home.step
        home.watch_record()
        await hand.settle()
        assert home.step is shown


async def test_home_below_another_screen_does_not_watch(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        home = app.screen
        assert isinstance(home, HomeScreen)
        shown = home.step
        await hand.press("enter")
        assert isinstance(app.screen, ReviewScreen)
        desk.pass_time(days=1)
        home.watch_record()
        await hand.settle()
        assert home.step is shown


async def test_a_long_first_reading_shows_a_sign_of_life(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        home = app.screen
        assert isinstance(home, HomeScreen)
        assert home.page_lines(80) != []
        home.set_reactive(HomeScreen.step, None)
        home._since = desk.clock.monotonic()
        assert home.page_lines(80) == []
        desk.clock.advance(timedelta(seconds=3))
        [_, said] = home.page_lines(80)
        assert "reading the decks … 3 s" in text_of(said)
