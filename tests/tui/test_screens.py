"""Every screen in every phase, at 80 by 24 and 120 by 36, row by row.

The frames are text files beside this one. After a change that is meant, look at
what `DRILL_TEST_UPDATE=1 pytest tests/tui/test_screens.py` writes before keeping it.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drill.errors import StoreDamaged
from drill.sessions.selection import Selection
from drill.sessions.steps import Counts, Phase, ReviewStep
from drill.tui.background import failure_of
from drill.tui.screens.dialogs import Confirm, TextPrompt
from drill.tui.screens.help import HelpScreen
from drill.tui.screens.info import InfoScreen
from drill.tui.screens.review import ReviewScreen
from drill.tui.screens.trouble import TroubleScreen
from drill.tui.screens.welcome import WelcomeScreen
from drill.tui.welcome_lines import choices_of
from tests.sessions.desk import NOW
from tests.tui.conftest import Hand, screen_text
from tests.tui.factory import (
    DECKS,
    FACES,
    back_step,
    card_info,
    card_step,
    home_step,
    summary,
    welcome_step,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.sessions.steps import HomeStep
    from drill.tui.application import DrillApp
    from drill.tui.screens.home import HomeScreen
    from tests.sessions.desk import Desk

FRAMES = Path(__file__).parent / "frames"
SIZES = [(80, 24), (120, 36)]


def compare(name: str, shown: str) -> None:
    """Hold a frame against its file."""
    path = FRAMES / f"{name}.txt"
    if "DRILL_TEST_UPDATE" in os.environ:
        FRAMES.mkdir(exist_ok=True)
        path.write_text(shown + "\n", "utf-8")
    assert shown + "\n" == path.read_text("utf-8")


HOMES: dict[str, HomeStep] = {
    "busy": home_step(),
    "done": home_step(counts=Counts(), forecast=(3,) * 14),
    "empty": home_step(
        decks=DECKS[-1:], counts=Counts(), heat=(0,) * 182, forecast=(0,) * 14,
        retention=None, streak_days=0, done_today=0,
    ),
    "trouble": home_step(
        problems=2, notice="The clock was set back by 3 hours.",
        on_holiday="until Mon 30 Nov",
    ),
}  # fmt: skip
LONG = "\n\n".join(f"Paragraph {number} of a very long answer." for number in range(40))
REVIEWS: dict[str, ReviewStep] = {
    "front": card_step(),
    "front-new": card_step(FACES[1], state="new", flag=2, revised=True),
    "back": back_step(can_undo=True),
    "back-code": back_step(FACES[1], remark="ask Ann", report="typo in line 2"),
    "cloze-front": card_step(FACES[2]),
    "cloze-back": back_step(FACES[2], leech=True, counts_for_schedule=False),
    "undone": card_step(message="undone: good on third-dup-ack", can_redo=True),
    "waiting": ReviewStep(
        Phase.WAITING, 9, "today", left=3, waiting_until=NOW + timedelta(minutes=7)
    ),
    "finished": ReviewStep(
        Phase.FINISHED, 9, "today", can_undo=True,
        summary=summary(leeches=("quorum sizes",), reason="No more new cards today."),
    ),
    "nothing": ReviewStep(
        Phase.FINISHED, 1, "today",
        summary=summary(answered=0, reason="Nothing is due."),
    ),
}  # fmt: skip


@pytest.fixture(params=SIZES, ids=["80x24", "120x36"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


@pytest.fixture
def frame(
    size: tuple[int, int], desk: Desk, make_app: Callable[..., DrillApp]
) -> Callable[..., Any]:
    """Shows a screen over a real collection, then a step, and holds it to its file."""

    async def show(name: str, screen: Any, prepare: Callable[[Any], None]) -> None:
        app = make_app()
        async with app.run_test(size=size) as pilot:
            # Home opens the collection after its first frame, and paints it then.
            while app.workspace is None or app.background.waiting:
                await pilot.pause(0.01)
            await Hand(pilot, desk).settle()
            if screen is not None:
                app.push_screen(screen)
                await Hand(pilot, desk).settle()
            prepare(app.screen)
            await pilot.pause()
            await pilot.pause()
            compare(f"{name}-{size[0]}x{size[1]}", screen_text(app))

    return show


@pytest.mark.parametrize("name", HOMES)
async def test_home(name: str, frame: Callable[..., Any]) -> None:
    def prepare(screen: HomeScreen) -> None:
        screen.step = HOMES[name]

    await frame(f"home-{name}", None, prepare)


async def test_home_unfolded(frame: Callable[..., Any]) -> None:
    def prepare(screen: HomeScreen) -> None:
        screen.step = HOMES["busy"]
        screen.action_move(1)
        screen.action_expand(is_open=True)
        screen.action_move(2)

    await frame("home-unfolded", None, prepare)


@pytest.mark.parametrize("name", REVIEWS)
async def test_review(name: str, frame: Callable[..., Any]) -> None:
    def prepare(screen: ReviewScreen) -> None:
        screen.step = REVIEWS[name]

    await frame(f"review-{name}", ReviewScreen(Selection()), prepare)


async def test_a_long_answer_shows_what_lies_below(frame: Callable[..., Any]) -> None:
    face = FACES[0].__class__(front="Long?", back=LONG)

    def prepare(screen: ReviewScreen) -> None:
        screen.step = card_step(face)
        screen.step = back_step(face)
        screen.action_scroll(1)

    await frame("review-long", ReviewScreen(Selection()), prepare)


async def test_welcome(frame: Callable[..., Any]) -> None:
    def prepare(screen: WelcomeScreen) -> None:
        screen.choices = choices_of(welcome_step())

    await frame("welcome", WelcomeScreen(), prepare)


async def test_welcome_at_a_number(frame: Callable[..., Any]) -> None:
    def prepare(screen: WelcomeScreen) -> None:
        screen.choices = choices_of(welcome_step()).toggled().moved(3).changed(1)

    await frame("welcome-number", WelcomeScreen(), prepare)


@pytest.mark.parametrize("name", ["history", "new"])
async def test_card_info(name: str, frame: Callable[..., Any]) -> None:
    info = card_info()
    if name == "new":
        info = card_info(
            state="new", stability=None, difficulty=None, retrievability=None,
            interval_days=None, history=(), curve=(), curve_today=0, repetitions=0,
            lapses=0, suspended=True, flag=3, remark="look it up",
        )  # fmt: skip

    def prepare(screen: InfoScreen) -> None:
        screen.info = info

    await frame(f"info-{name}", InfoScreen(info.card), prepare)


def nothing(screen: Any) -> None:
    """The screen is as it shall be."""


async def test_help(frame: Callable[..., Any]) -> None:
    await frame("help-review", HelpScreen("review"), nothing)


async def test_trouble(frame: Callable[..., Any]) -> None:
    failure = failure_of(StoreDamaged("/home/ann/drill.db", "file is not a database"))
    await frame("trouble", TroubleScreen(failure), nothing)


async def test_a_question(frame: Callable[..., Any]) -> None:
    await frame("confirm", Confirm("Reset 12 cards?", "They are new again."), nothing)


async def test_a_line_of_text(frame: Callable[..., Any]) -> None:
    await frame("prompt", TextPrompt("Note to yourself", "ask Ann"), nothing)
