"""Code in an interview drill, by keyboard; runs are real ones."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drill.sessions.interview_steps import CodeStep, InterviewPhase
from drill.sessions.kata_steps import KataPhase
from drill.tui.interview_lines import code_lines
from drill.tui.screens.dialogs import Confirm
from drill.tui.screens.interview import InterviewScreen
from drill.tui.screens.interview_kata import InterviewKataScreen
from drill.tui.screens.interview_report import InterviewReportScreen
from tests.sessions.desk import Desk
from tests.sessions.katas import DOUBLE, RIGHT, WRONG, lay_out
from tests.tui.conftest import Hand

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from drill.tui.application import DrillApp

CODE = """\
    format: code
    title: Code
    sections:
      - {kind: kata, title: Code, minutes: 15, scope: [networks]}
    """


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a format that asks for a kata."""
    found = Desk(tmp_path)
    lay_out(found)
    found.write(found.own / "formats/code.yaml", CODE)
    found.collection.close()
    yield found
    found.close()


@pytest.fixture
async def play(desk: Desk, make_app: Callable[..., DrillApp]) -> AsyncIterator[Hand]:
    """A hand on the keys of an app that has begun that format, 120 by 36."""
    async with make_app().run_test(size=(120, 36)) as pilot:
        found = Hand(pilot, desk)
        await found.settle()
        await found.press("i")
        await found.press("enter")
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert "Runs until the time is up count" in found.text()
        await found.press("enter")
        yield found


def kata_of(hand: Hand) -> InterviewKataScreen:
    screen = hand.pilot.app.screen
    assert isinstance(screen, InterviewKataScreen), screen
    return screen


def on_top(hand: Hand) -> object:
    return hand.pilot.app.screen


async def run(hand: Hand, source: str) -> None:
    """Write a whole solution and wait for its verdict."""
    screen = kata_of(hand)
    screen.editor.load_text(source)
    await hand.press("ctrl+r")


async def test_a_pass_is_handed_in_and_reported(play: Hand) -> None:
    screen = kata_of(play)
    assert "15:00 left" in play.text()
    assert "hint 1 of 3 (the report tells)" in play.text()
    await play.press("f2")
    await run(play, RIGHT)
    assert screen.step is not None
    assert screen.step.phase is KataPhase.PASSED
    assert "is proposed" not in play.text()
    await play.press("enter")
    interview = play.pilot.app.screen
    assert isinstance(interview, InterviewScreen)
    assert "passed  worth 100 of 100 so far, 1 run" in play.text()
    assert "hand it in" in play.text()
    await play.press("enter")
    assert isinstance(on_top(play), InterviewReportScreen)
    assert "4.0 of 4" in play.text()
    assert "Double it: passed, 1 run, 1 hint" in play.text()


async def test_one_goes_back_to_the_code_and_hands_in_what_there_is(play: Hand) -> None:
    await run(play, WRONG)
    await play.press("escape")
    assert "failed  worth 12 of 100 so far, 1 run" in play.text()
    assert "to the code" in play.text()
    await play.press("enter")
    assert kata_of(play).editor.text == WRONG
    await play.press("escape")
    await play.press("ctrl+s")
    assert isinstance(on_top(play), Confirm)
    await play.press("y")
    assert isinstance(on_top(play), InterviewReportScreen)


async def test_when_the_time_is_up_the_sitting_comes_back(play: Hand) -> None:
    kata_of(play).editor.load_text("# half of it\n")
    play.desk.clock.advance(timedelta(minutes=15))
    for _ in range(200):
        await play.pilot.pause(0.05)
        if "0.0 of 4" in play.text():
            break
    assert isinstance(on_top(play), InterviewReportScreen)
    assert "0.0 of 4" in play.text()


async def test_another_language_is_on_the_same_terms(play: Hand) -> None:
    await play.press("f10")
    screen = kata_of(play)
    assert screen.language == "javascript"
    assert "left" in play.text()


async def test_leaving_asks_first_and_keeps_all(play: Hand) -> None:
    await play.press("escape")
    screen = play.pilot.app.screen
    assert isinstance(screen, InterviewScreen)
    assert screen.is_in(InterviewPhase.KATA)
    assert "not run yet" in play.text()
    await play.press("escape")
    assert isinstance(on_top(play), Confirm)
    await play.press("n")
    assert isinstance(on_top(play), InterviewScreen)


@pytest.mark.parametrize("width", [8, 40, 80, 200])
def test_the_page_of_code_fits_every_width(width: int) -> None:
    code = CodeStep(
        DOUBLE, "Double [b]it[/b]", 10, 2, "time limit", 0.5, 1, is_over=True
    )
    for line in code_lines(code, width):
        assert sum(len(each.text) for each in line) <= max(width, 11), line
