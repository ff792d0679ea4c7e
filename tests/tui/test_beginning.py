"""Apps that begin with something else than home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.sessions.opening import open_collection
from drill.sessions.selection import Selection
from drill.sessions.sitting_wishes import QuizWishes
from drill.sessions.workspace import Workspace
from drill.tui.application import Taste
from drill.tui.interviewing import beginning_with_interview
from drill.tui.quizzing import beginning_with_quiz
from drill.tui.reviewing import beginning_with
from drill.tui.screens.interview import InterviewScreen
from drill.tui.screens.interviews import InterviewsScreen
from drill.tui.screens.quiz import QuizScreen
from drill.tui.screens.review import ReviewScreen
from drill.tui.screens.welcome import WelcomeScreen
from tests.sessions.interviews import write_formats

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from drill.tui.application import DrillApp
    from drill.tui.screens.base import DrillScreen
    from tests.sessions.desk import Desk
    from tests.tui.conftest import Hand

BEGINNINGS = [
    (lambda: beginning_with(Selection()), ReviewScreen),
    (lambda: beginning_with_quiz(QuizWishes()), QuizScreen),
    (lambda: beginning_with_interview("design"), InterviewScreen),
    (lambda: beginning_with_interview(""), InterviewsScreen),
]


@pytest.mark.parametrize(("kind", "screen"), BEGINNINGS)
@pytest.mark.parametrize("is_first_run", [False, True])
async def test_an_app_begins_with_what_was_asked_for(
    desk: Desk,
    hand: Callable[[Pilot[int]], Hand],
    kind: Callable[[], type[DrillApp]],
    screen: type[DrillScreen[None]],
    *,
    is_first_run: bool,
) -> None:
    desk.reopen()
    write_formats(desk)
    desk.collection.close()
    if is_first_run:
        desk.locations.config.unlink()
        desk.locations.database.unlink()
    app = kind()(
        lambda: Workspace(open_collection(desk.locations, desk.clock, {})),
        clock=desk.clock,
        taste=Taste(),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        person = hand(pilot)
        await person.settle()
        if is_first_run:
            assert isinstance(app.screen, WelcomeScreen)
            await person.press("down", "space", "enter")
        await person.settle()
        assert isinstance(app.screen, screen)
