"""A deck, opened: frames, and ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.sessions.deck_page_steps import DeckPage
from drill.tui.deck_lines import SOME_WORKS, deck_lines
from drill.tui.runs import text_of
from drill.tui.screens.browse import BrowseScreen
from drill.tui.screens.deck import DeckScreen
from drill.tui.screens.decks import DecksScreen
from drill.tui.screens.exporting import ExportScreen
from tests.tui.conftest import Hand, screen_text
from tests.tui.test_screens import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_a_deck_looks_as_it_should(
    size: tuple[int, int], desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.push_screen(DecksScreen())
        await hand.settle()
        await hand.press("o")
        compare(f"deck-{size[0]}x{size[1]}", screen_text(app))


async def test_a_deck_leads_to_its_cards_and_out(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        app.push_screen(DecksScreen())
        await hand.settle()
        await hand.press("right", "slash")
        assert isinstance(app.screen, BrowseScreen)
        await hand.press("escape")
        assert isinstance(app.screen, DeckScreen)
        await hand.press("e")
        assert isinstance(app.screen, ExportScreen)
        await hand.press("escape", "left")
        assert isinstance(app.screen, DecksScreen)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_long_words_stay_within_the_page(width: int) -> None:
    works = tuple((f"{number}: {'a long title ' * 9}", 2) for number in range(30))
    page = DeckPage(
        "d", "D " * 90, "about " * 60, "MIT", shipped=True, chosen=False,
        topics=(), works=works,
    )  # fmt: skip
    lines = [text_of(line) for line in deck_lines(page, width)]
    assert max(map(len, lines[2:])) <= max(66, width)
    assert f"{30 - SOME_WORKS} more" in "\n".join(lines)
