"""Browsing over a real collection: searching, selecting, acting, undoing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from drill.ids import StudyDay
from drill.sessions.workspace import Workspace
from drill.srs.schedule import New, Reviewing
from drill.tui.hits import PAGE_ROWS
from drill.tui.screens.browse import BrowseScreen
from drill.tui.screens.review import ReviewScreen
from tests.sessions.desk import CARDS, COMMIT, FOLD, TODAY, TTL, WINDOW
from tests.tui.conftest import Hand

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.sessions.steps import BrowsePage
    from drill.store.card_rows import StoredCard
    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk


def now(desk: Desk, card: Any) -> StoredCard:
    """What the record says of a card, from a second connection."""
    desk.reopen()
    try:
        return desk.card(card)
    finally:
        desk.collection.close()


async def begin(hand: Hand, screen: BrowseScreen) -> BrowseScreen:
    await hand.settle()
    hand.pilot.app.push_screen(screen)
    await hand.settle()
    return screen


async def test_the_list_narrows_as_one_types(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, BrowseScreen())
        assert screen.hits.total == len(CARDS)
        await hand.press(*"fold")
        assert [row.card for row in screen.hits.rows.values()] == [FOLD]


async def test_an_unreadable_search_keeps_the_last_good_rows(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, BrowseScreen())
        await hand.press(*"fold", "space", "left_parenthesis")
        assert "never closed" in screen.hits.error
        assert "✗" in hand.text()
        assert [row.card for row in screen.hits.rows.values()] == [FOLD]
        await hand.press("backspace")
        assert screen.hits.error == ""


async def test_letters_are_words_while_a_search_is_typed(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, BrowseScreen())
        await hand.press("b", "q")
        assert pilot.app.screen is screen
        assert desk_operations(desk) == []


def desk_operations(desk: Desk) -> list[str]:
    desk.reopen()
    try:
        return desk.operations()
    finally:
        desk.collection.close()


async def test_many_cards_are_one_operation_and_one_undo(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, BrowseScreen("deck:mine", is_typing=False))
        await hand.press("space", "down", "v", "exclamation_mark")
        assert desk_operations(desk) == ["suspend: 3 cards"]
        assert all(row.suspended for row in screen.hits.rows.values())
        assert "3 cards suspended" in hand.text()
        await hand.press("u")
        assert not any(row.suspended for row in screen.hits.rows.values())
        assert desk_operations(desk) == []


async def test_all_that_is_found_can_be_selected_and_left(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, BrowseScreen(is_typing=False))
        await hand.press("a")
        assert set(screen.selected.cards) == set(CARDS)
        await hand.press("escape")
        assert not len(screen.selected)
        assert pilot.app.screen is screen
        await hand.press("escape")
        assert pilot.app.screen is not screen


@pytest.mark.parametrize(
    ("key", "undone_by", "attribute", "value"),
    [
        ("b", "B", "buried_until", StudyDay(TODAY + 1)),
        ("exclamation_mark", "U", "suspended", True),
    ],
)
async def test_what_is_hidden_can_be_shown_again(
    key: str,
    undone_by: str,
    attribute: str,
    value: object,
    desk: Desk,
    make_app: Callable[..., DrillApp],
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, BrowseScreen("fold", is_typing=False))
        await hand.press(key)
        assert getattr(now(desk, FOLD).schedule, attribute) == value
        await hand.press(undone_by)
        assert getattr(now(desk, FOLD).schedule, attribute) != value


async def test_a_flag_is_asked_for_and_an_odd_one_is_not_taken(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, BrowseScreen("fold", is_typing=False))
        await hand.press("f", "9", "enter")
        assert pilot.app.screen is not screen
        await hand.press("backspace", "4", "enter")
        assert pilot.app.screen is screen
        assert now(desk, FOLD).schedule.flag == 4


async def test_a_due_day_is_understood_in_words(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, BrowseScreen("fold", is_typing=False))
        await hand.press("d", "plus", "3", "enter")
        state = now(desk, FOLD).schedule.state
        assert isinstance(state, Reviewing)
        assert state.due == TODAY + 3


async def test_making_cards_new_again_asks_first(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    desk.reopen()
    desk.learn(FOLD)
    desk.collection.close()
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, BrowseScreen("fold", is_typing=False))
        await hand.press("n", "escape")
        assert isinstance(now(desk, FOLD).schedule.state, Reviewing)
        await hand.press("n", "y")
        assert isinstance(now(desk, FOLD).schedule.state, New)


async def test_new_cards_are_put_first(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, BrowseScreen("fold", is_typing=False))
        await hand.press("m")
        assert now(desk, FOLD).schedule.position is not None


async def test_the_order_goes_round_and_can_be_turned(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    desk.reopen()
    desk.learn(COMMIT)
    desk.pass_time(days=5)
    desk.learn(WINDOW, TTL)
    desk.collection.close()
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, BrowseScreen(is_typing=False))
        await hand.press("s")
        assert screen.hits.wanted.sort == "retrievability"
        assert screen.hits.rows[0].card == COMMIT
        await hand.press("r")
        assert screen.hits.wanted.descending
        assert screen.hits.rows[0].card != COMMIT
        await hand.press("S")
        assert screen.hits.wanted.sort == "due"


async def test_selected_cards_are_reviewed_and_no_others(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, BrowseScreen("deck:mine", is_typing=False))
        await hand.press("end", "space", "c")
        assert isinstance(pilot.app.screen, ReviewScreen)
        step = pilot.app.screen.step
        assert step is not None
        assert step.left == 1


async def test_the_slash_of_home_opens_the_search(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        await hand.press("slash")
        assert isinstance(pilot.app.screen, BrowseScreen)
        assert pilot.app.screen.is_typing


async def test_help_lists_the_language_of_searches(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await begin(hand, BrowseScreen())
        await hand.press("f1")
        assert "leader elect" in hand.text()


async def test_a_search_that_was_typed_over_is_never_shown(
    desk: Desk, make_app: Callable[..., DrillApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    asked: list[str] = []
    real = Workspace.browse

    def slow(self: Workspace, text: str, sort: str, **more: Any) -> BrowsePage:
        asked.append(text)
        if text:
            gate.wait(5)
        return real(self, text, sort, **more)

    monkeypatch.setattr(Workspace, "browse", slow)
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, BrowseScreen())
        seen: list[str] = []
        screen.watch(screen, "hits", lambda hits: seen.append(hits.wanted.text), False)  # noqa: FBT003 - Textual's parameter
        for key in "fold":
            await pilot.press(key)
        gate.set()
        await hand.settle()
        assert asked == ["", "f", "fold"]
        assert seen == ["fold"]


async def test_thousands_of_hits_are_fetched_as_they_are_seen(
    desk: Desk, make_app: Callable[..., DrillApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    offsets: list[int] = []
    real = Workspace.browse
    total = 5_000

    def large(self: Workspace, text: str, sort: str, **more: Any) -> BrowsePage:
        offsets.append(more["offset"])
        page = real(self, text, sort, **{**more, "offset": 0})
        count = min(more["limit"], total - more["offset"])
        rows = tuple(page.rows[place % len(page.rows)] for place in range(count))
        return replace(page, rows=rows, total=total, offset=more["offset"])

    monkeypatch.setattr(Workspace, "browse", large)
    async with make_app().run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, desk)
        screen = await begin(hand, BrowseScreen(is_typing=False))
        assert offsets == [0]
        await hand.press("end")
        assert screen.cursor == total - 1
        assert offsets == [0, total - PAGE_ROWS]
        await hand.press("pageup", "home")
        assert offsets == [0, total - PAGE_ROWS]
        assert "5,000 cards" in hand.text()
