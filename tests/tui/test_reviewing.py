"""Reviewing at the keyboard, over a real collection."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from drill.events import Reviewed
from drill.ids import Rating
from drill.sessions.steps import Phase
from drill.tui.screens.help import HelpScreen
from drill.tui.screens.home import HomeScreen
from drill.tui.screens.info import InfoScreen
from drill.tui.screens.review import ReviewScreen
from drill.tui.screens.trouble import TroubleScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk
    from tests.tui.conftest import Hand

    MakeApp = Callable[..., DrillApp]
    MakeHand = Callable[[Pilot[int]], Hand]


def review(app: DrillApp) -> ReviewScreen:
    assert isinstance(app.screen, ReviewScreen)
    return app.screen


def phase(app: DrillApp) -> Phase | None:
    step = review(app).step
    return step.phase if step is not None else None


def ratings(desk: Desk) -> list[Rating]:
    """What the journal holds, read after the app has closed it."""
    collection = desk.reopen()
    with collection.store.read() as unit:
        found = [event.body for _, event in unit.journal.events()]
    return [body.rating for body in found if isinstance(body, Reviewed)]


async def test_enter_space_and_a_rating_are_all_it_takes(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        assert isinstance(app.screen, HomeScreen)
        await keys.press("enter")
        assert phase(app) is Phase.FRONT
        await keys.press("space")
        assert phase(app) is Phase.BACK
        await keys.press("3")
        assert phase(app) is Phase.FRONT
    assert ratings(desk) == [Rating.GOOD]


async def test_every_rating_typed_before_quitting_is_on_disk(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "space", "1", "space", "4")
        await keys.press("space")
        desk.pass_time(seconds=1)
        await pilot.press("2", "ctrl+q")
    assert ratings(desk) == [Rating.AGAIN, Rating.EASY, Rating.HARD]


async def test_keys_typed_while_the_collection_opens_are_not_lost(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.press("enter", "space")
        await hand(pilot).settle()
        assert phase(app) is Phase.BACK


async def test_a_rating_too_soon_after_the_reveal_is_dropped(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "space")
        await keys.press("3", after_s=0.1)
        assert phase(app) is Phase.BACK
        await keys.press("3", after_s=0.2)
        assert phase(app) is Phase.FRONT
    assert ratings(desk) == [Rating.GOOD]


async def test_a_held_key_answers_one_card_at_most(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "space", "3", "space")
        await keys.press("3")
        for _ in range(20):
            await keys.press("3", after_s=0.03)
        assert phase(app) is Phase.FRONT
        await keys.press("space")
        for _ in range(20):
            await keys.press("space", after_s=0.03)
        assert phase(app) is Phase.BACK
    assert ratings(desk) == [Rating.GOOD, Rating.GOOD]


async def test_the_same_key_again_within_a_tenth_of_a_second_is_dropped(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "space")
        await keys.press("space", after_s=0.05)
        assert phase(app) is Phase.BACK
    assert ratings(desk) == []


async def test_undo_shows_the_card_again_and_takes_the_rating_back(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter")
        before = review(app).step
        await keys.press("space", "3", "u")
        after = review(app).step
        assert before is not None
        assert after is not None
        assert after.card == before.card
        assert "undone" in keys.text()


async def test_a_locked_record_is_said_once_and_the_key_press_is_kept(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "space")
        with closing(sqlite3.connect(desk.locations.database)) as other:
            other.execute("BEGIN IMMEDIATE")
            await keys.press("3")
            assert phase(app) is Phase.BACK
            [note] = app._notifications
            assert "in use by another program" in note.message
            assert "r try again" in keys.text()
        await keys.press("r")
        assert phase(app) is Phase.FRONT
        assert not review(app).can_retry
    assert ratings(desk) == [Rating.GOOD]


async def test_a_record_that_cannot_be_opened_says_why_and_can_be_tried_again(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    good = desk.locations.database.read_bytes()
    desk.locations.database.write_bytes(b"no database" * 500)
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        assert isinstance(app.screen, TroubleScreen)
        assert "is damaged" in keys.text()
        assert "drill restore" in keys.text()
        assert not app._notifications  # not said twice
        desk.locations.database.write_bytes(good)
        await keys.press("r")
        assert isinstance(app.screen, HomeScreen)
        assert "to do" in keys.text()


async def test_without_a_backlog_there_is_nothing_to_spread(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("b")
        assert isinstance(app.screen, HomeScreen)
        assert [note.message for note in app._notifications] == ["Nothing is late."]


async def test_a_message_that_still_stands_there_is_not_repeated(
    make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await hand(pilot).settle()
        for message in ("The disk is full.", "The disk is full.", "It is locked."):
            app.notify_plainly(message, "Press the key again.")
            await pilot.pause()
        said = [note.message.splitlines()[0] for note in app._notifications]
        assert said == ["The disk is full.", "It is locked."]


async def test_bury_suspend_flag_and_leave(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "f")
        assert "⚑ flag 1" in keys.text()
        first = review(app).step
        await keys.press("b")
        second = review(app).step
        assert first is not None
        assert second is not None
        assert second.card != first.card
        await keys.press("exclamation_mark", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_note_to_oneself_and_a_report_are_typed_in_a_line(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "space", "n", "h", "m", "?", "enter")
        assert "note   hm?" in keys.text()
        await keys.press("w", "n", "o", "enter")
        assert "wrong  no" in keys.text()
        await keys.press("w", "x", "escape")
        assert "wrong  no" in keys.text()


async def test_hints_come_by_degrees(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter")
        while "Which duplicate ACK" not in keys.text():
            await keys.press("b")
        assert "h hint" in keys.text()
        await keys.press("h")
        assert "segments are reordered" in keys.text()
        assert "h hint" not in keys.text()


async def test_card_info_and_help_lie_over_the_card(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "i")
        assert isinstance(app.screen, InfoScreen)
        assert "Never answered." in keys.text()
        await keys.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert "Card info" in keys.text()
        await keys.press("escape", "escape")
        assert phase(app) is Phase.FRONT


async def test_the_palette_runs_a_command_of_the_screen_below(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "ctrl+p", *"answer")
        await pilot.pause(0.4)
        await keys.press("enter")
        assert phase(app) is Phase.BACK


async def test_a_click_on_a_rating_rates(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter", "space")
        desk.pass_time(seconds=1)
        await pilot.click("#keys", offset=(40, 1))
        await keys.settle()
        assert phase(app) is Phase.FRONT
    assert ratings(desk) == [Rating.GOOD]


async def test_a_finished_session_says_what_was_done_and_leads_home(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        await keys.press("enter")
        for _ in range(40):
            if phase(app) is Phase.FINISHED:
                break
            await keys.press("space", "4")
        text = keys.text()
        assert "✓ Done: " in text
        assert "Tomorrow" in text
        await keys.press("enter")
        assert isinstance(app.screen, HomeScreen)


async def test_resizing_at_any_moment_is_survived(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        keys = hand(pilot)
        await keys.settle()
        for key in ("down", "enter", "space", "i", "question_mark"):
            await keys.press(key)
            for size in ((40, 10), (12, 4), (1, 1), (200, 60), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "help" in keys.text()


async def test_a_remapped_key_works_and_is_the_one_shown(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app(keys={"review.good": "g", "review.oops": "z", "review.easy": "1"})
    async with app.run_test(notifications=True) as pilot:
        keys = hand(pilot)
        await keys.settle()
        notes = [each.message for each in app._notifications]
        assert len(notes) == 2
        assert "keys.review.oops: no such command" in notes[0]
        await keys.press("enter", "space")
        assert "g good" in keys.text()
        assert "4 easy" in keys.text()
        await keys.press("3")
        assert phase(app) is Phase.BACK
        await keys.press("g")
    assert ratings(desk) == [Rating.GOOD]


async def test_an_unknown_theme_is_said_and_the_default_is_shown(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app(theme="neon")
    async with app.run_test(notifications=True) as pilot:
        await hand(pilot).settle()
        assert app.theme == "drill-dark"
        assert any("'neon'" in each.message for each in app._notifications)


async def test_changing_the_theme_repaints_in_its_colours(
    desk: Desk, make_app: MakeApp, hand: MakeHand
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        keys = hand(pilot)
        await keys.settle()
        before = _colours(app)
        await keys.press("f8")
        assert app.theme == "drill-light"
        assert not before & _colours(app)


def _colours(app: DrillApp) -> set[str]:
    return {
        str(segment.style.color)
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.style is not None and segment.text.strip()
    }
