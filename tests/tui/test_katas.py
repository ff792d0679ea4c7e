"""Katas on the screen, by keyboard; runs are real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.events import Reviewed
from drill.ids import Rating
from drill.judge.sandbox.probing import Ladder
from drill.judge.sandbox.rungs import Refusal, Rung
from drill.judge.verdicts import VerdictKind
from drill.sessions.kata_steps import KataPhase
from drill.sessions.kata_work import Work
from drill.tui.screens.dialogs import Confirm, TextPrompt
from drill.tui.screens.home import HomeScreen
from drill.tui.screens.kata import KataScreen
from drill.tui.screens.kata_attempts import AttemptsScreen
from drill.tui.screens.katas import KatasScreen
from tests.sessions.desk import Desk
from tests.sessions.katas import (
    BOX,
    DOUBLE,
    FILES,
    RIGHT,
    STARTER,
    WRONG,
    judgement,
    lay_out,
    opened,
)
from tests.tui.conftest import Hand
from tests.tui.test_screens import compare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from drill.ids import CardId
    from drill.tui.application import DrillApp


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with two katas."""
    found = Desk(tmp_path)
    lay_out(found)
    found.collection.close()
    yield found
    found.close()


@pytest.fixture
async def play(desk: Desk, make_app: Callable[..., DrillApp]) -> AsyncIterator[Hand]:
    """A hand on the keys of an app that shows the list, 120 by 36."""
    async with make_app().run_test(size=(120, 36)) as pilot:
        found = Hand(pilot, desk)
        await found.settle()
        await found.press("k")
        yield found


async def taken_up(hand: Hand, card: CardId = DOUBLE) -> KataScreen:
    """A kata of the list, opened."""
    found = hand.pilot.app.screen
    assert isinstance(found, KatasScreen)
    rows = [row.card for row in found._rows()]
    found.cursor = rows.index(card)
    await hand.press("enter")
    screen = hand.pilot.app.screen
    assert isinstance(screen, KataScreen)
    screen.rung = "strong"
    screen.repaint_top()
    return screen


def write(screen: KataScreen, text: str) -> None:
    """Type a whole solution."""
    screen.editor.load_text(text)


async def test_katas_are_listed_and_one_is_taken_up(play: Hand) -> None:
    text = play.text()
    for words in ("2 katas", "A box", "Double it", "10 min", "mine/words"):
        assert words in text
    screen = await taken_up(play)
    text = play.text()
    assert "networks › tcp › double" in text
    assert "Return twice n." in text
    assert "def double(n):" in text
    assert "run 1 · 0:00 of 10:00 · sandbox strong" in text
    assert screen.focused is screen.editor


async def test_a_wrong_solution_shows_its_smallest_failure(play: Hand) -> None:
    screen = await taken_up(play)
    write(screen, WRONG)
    await play.press("ctrl+r")
    text = play.text()
    assert "✗ failed  1 of 4 cases" in text
    for words in ("call     double(n=1)", "wanted   2", "got      1"):
        assert words in text
    assert "✗ Small numbers" in text
    await play.press("f6")
    assert "✗ failed" in play.text()


async def test_a_right_one_is_rated_and_shows_the_reference(
    play: Hand, desk: Desk
) -> None:
    screen = await taken_up(play)
    write(screen, RIGHT)
    await play.press("ctrl+r")
    assert screen.step
    assert screen.step.phase is KataPhase.PASSED
    text = play.text()
    for words in (
        "passed: good is proposed",
        "Twice is two times.",
        "3 good",
        "4 easy",
    ):
        assert words in text
    assert "+    return 2 * n" in text
    assert screen.focused is None
    await play.press("3")
    assert "rated good" in play.text()
    await play.press("enter")
    assert isinstance(play.pilot.app.screen, KatasScreen)
    assert "in " in play.text()
    desk.reopen()
    with desk.collection.store.read() as unit:
        [answer] = [
            entry.event.body
            for entry in unit.journal.history(DOUBLE)
            if isinstance(entry.event.body, Reviewed)
        ]
    assert answer.rating is Rating.GOOD
    assert answer.instance
    assert answer.instance["attempts"] == 1


async def test_a_run_that_hangs_is_stopped(play: Hand) -> None:
    screen = await taken_up(play)
    write(screen, "def double(n):\n    while True: pass\n")
    screen.action_run()
    await play.pilot.pause(0.4)
    assert screen.progress is not None
    assert "ctrl+c stops it" in play.text()
    await play.pilot.press("ctrl+c")
    await play.settle()
    assert screen.progress is None
    assert "cancelled" in play.text()
    assert screen.step
    assert screen.step.attempt == 1


async def test_typing_goes_on_while_it_runs(play: Hand) -> None:
    screen = await taken_up(play)
    write(screen, "def double(n):\n    while True: pass\n")
    screen.action_run()
    await play.pilot.pause(0.2)
    await play.pilot.press("x")
    assert screen.editor.text.startswith("x")
    await play.pilot.press("escape")  # stops the run, and does not leave
    await play.settle()
    assert play.pilot.app.screen is screen
    assert screen.progress is None


async def test_an_input_of_ones_own_is_run_beside_the_reference(play: Hand) -> None:
    screen = await taken_up(play)
    write(screen, WRONG)
    await play.press("ctrl+t")
    assert isinstance(play.pilot.app.screen, TextPrompt)
    assert "such as: n=" in play.text()
    await play.press("7", "enter", after_s=0.1)
    text = play.text()
    for words in ("your input", "wanted   14", "got      49"):
        assert words in text
    await play.press("ctrl+t", "ctrl+u", "left_parenthesis", "enter", after_s=0.1)
    said = [each.message for each in play.pilot.app._notifications]
    assert any("this input cannot be read" in each for each in said)
    await play.press("ctrl+t", "escape")
    assert isinstance(play.pilot.app.screen, KataScreen)


async def test_hints_come_by_degrees_and_say_what_they_cost(play: Hand) -> None:
    await taken_up(play)
    assert "hint 1 of 3 (hard at best)" in play.text()
    await play.press("f2")
    assert "Count fingers." in play.text()
    await play.press("f2", "f2", "f2")
    assert "Write 2 * n." in play.text()
    assert "hint 4" not in play.text()


async def test_what_was_typed_is_kept_on_leaving(play: Hand, desk: Desk) -> None:
    screen = await taken_up(play)
    write(screen, WRONG)
    await play.pilot.pause()
    await play.press("escape")
    assert isinstance(play.pilot.app.screen, KatasScreen)
    assert "Half way" in play.text()
    assert Work(desk.locations.data, DOUBLE, "python").text() == WRONG
    screen = await taken_up(play)
    assert screen.editor.text == WRONG


async def test_what_was_typed_is_saved_after_a_moment(play: Hand, desk: Desk) -> None:
    screen = await taken_up(play)
    await play.press("x", after_s=0.1)
    desk.pass_time(seconds=2)
    screen._tick()
    await play.settle()
    text = Work(desk.locations.data, DOUBLE, "python").text()
    assert text == "x" + STARTER
    assert screen.editor.text == text


async def test_a_file_that_another_editor_saved_is_run_at_once(
    play: Hand, desk: Desk
) -> None:
    screen = await taken_up(play)
    Work(desk.locations.data, DOUBLE, "python").write(RIGHT)
    screen._tick()
    await play.settle()
    await play.settle()
    assert screen.editor.text == RIGHT
    assert screen.step
    assert screen.step.phase is KataPhase.PASSED


async def test_a_reset_asks_first(play: Hand) -> None:
    screen = await taken_up(play)
    write(screen, WRONG)
    await play.press("f9", "n")
    assert screen.editor.text == WRONG
    await play.press("f9", "y")
    assert screen.editor.text == STARTER


async def test_giving_up_asks_first_and_is_again(play: Hand) -> None:
    screen = await taken_up(play)
    await play.press("ctrl+g", "escape")
    assert screen.step
    assert screen.step.phase is KataPhase.WORKING
    await play.press("ctrl+g", "y")
    text = play.text()
    assert "not passed: again is proposed" in text
    assert "1 again 1 day" in text
    await play.press("3")  # which is not allowed
    assert "rated" not in play.text()
    await play.press("enter")
    assert "rated again: 1 day" in play.text()


async def test_another_language_has_a_file_of_its_own(play: Hand) -> None:
    screen = await taken_up(play)
    await play.press("f10")
    other = play.pilot.app.screen
    assert isinstance(other, KataScreen)
    assert other is not screen
    assert other.editor.text == "function double(n) {}\n"


async def test_earlier_runs_are_shown_with_their_code(play: Hand) -> None:
    screen = await taken_up(play)
    write(screen, WRONG)
    await play.press("ctrl+r")
    write(screen, "def double(n):\n    return 3\n")
    await play.press("ctrl+r", "f7")
    assert isinstance(play.pilot.app.screen, AttemptsScreen)
    assert "run 2" in play.text()
    assert "return 3" in play.text()
    await play.press("down")
    assert "return n * n" in play.text()
    await play.press("escape", "escape")
    listed = play.pilot.app.screen
    assert isinstance(listed, KatasScreen)
    listed.cursor = [row.card for row in listed._rows()].index(DOUBLE)
    await play.press("a")
    top: object = play.pilot.app.screen
    assert isinstance(top, AttemptsScreen)


async def test_code_of_another_deck_is_asked_about(play: Hand) -> None:
    screen = await taken_up(play, BOX)
    write(screen, FILES["data/decks/mine/katas/box/solution.py"])
    await play.press("ctrl+r")
    assert isinstance(play.pilot.app.screen, Confirm)
    assert "Run code of this deck?" in play.text()
    await play.press("n")
    await play.settle()
    assert "deck code refused" in play.text()
    await play.press("ctrl+r")
    top: object = play.pilot.app.screen
    assert top is screen  # it is not asked again in this session


async def test_without_a_sandbox_it_asks_and_says_so_in_red(play: Hand) -> None:
    screen = await taken_up(play)
    bench = screen.bench
    assert bench is not None
    closed = (Refusal(Rung.STRONG, "the kernel is too old"),)
    bench._ladder = Ladder((), closed)  # type: ignore[attr-defined]
    write(screen, RIGHT)
    await play.press("ctrl+r")
    assert "Run without a sandbox?" in play.text()
    assert "the kernel is too old" in play.text()
    await play.press("n")
    assert screen.step
    assert screen.step.phase is KataPhase.WORKING
    await play.press("ctrl+r", "y")
    assert "NO SANDBOX" in play.text()


async def test_leaving_leads_back_home(play: Hand) -> None:
    await taken_up(play)
    await play.press("escape", "escape")
    assert isinstance(play.pilot.app.screen, HomeScreen)


@pytest.mark.parametrize("size", [(1, 1), (20, 6), (60, 16), (99, 24), (250, 80)])
async def test_any_size_is_survived(play: Hand, size: tuple[int, int]) -> None:
    screen = await taken_up(play)
    write(screen, WRONG)
    await play.press("ctrl+r")
    await play.pilot.resize_terminal(*size)
    await play.press("f3", "f3", "ctrl+down", "f2")
    await play.pilot.resize_terminal(120, 36)
    assert screen.editor.text == WRONG


async def test_a_review_leads_on_to_a_kata_that_is_due(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    desk.set(study={"kata_minutes": 20, "new_a_day": 0})
    desk.reopen()
    session = opened(desk)
    session.judged(judgement(), RIGHT)
    session.rate(Rating.GOOD)
    desk.pass_time(days=60)
    desk.collection.close()
    async with make_app().run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await play.settle()
        await play.press("enter")
        assert "k Double it  a kata that is due, 10 min" in play.text()
        await play.press("k")
        screen = pilot.app.screen
        assert isinstance(screen, KataScreen)
        write(screen, RIGHT)
        await play.press("ctrl+r", "enter", "enter")
        assert "a kata that is due" not in play.text()


# --- frames -----------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_katas_look_as_they_should(
    desk: Desk, make_app: Callable[..., DrillApp], size: tuple[int, int]
) -> None:
    where = f"{size[0]}x{size[1]}"
    desk.reopen()
    opened(desk, BOX).judged(judgement(VerdictKind.FAILED, 1), "class Box: 1\n")
    desk.collection.close()
    async with make_app().run_test(size=size) as pilot:
        play = Hand(pilot, desk)
        await play.settle()
        await play.press("k")
        compare(f"katas-{where}", play.text())
        screen = await taken_up(play)
        compare(f"kata-{where}", play.text())
        write(screen, WRONG)
        await play.press("ctrl+r")
        screen.rung = "strong"
        screen.repaint_top()
        compare(f"kata-failed-{where}", play.text())
        write(screen, RIGHT)
        await play.press("ctrl+r")
        screen.rung = "strong"
        screen.repaint_top()
        compare(f"kata-passed-{where}", play.text())
        await play.press("f7")
        compare(f"kata-attempts-{where}", play.text())
