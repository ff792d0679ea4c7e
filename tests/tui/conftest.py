"""The app over a real collection, and a hand on its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.sessions.opening import open_collection
from drill.sessions.workspace import Workspace
from drill.tui.application import DrillApp, Taste
from tests.sessions.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A learner's desk on the morning of 2 March 2026, its record closed."""
    found = Desk(tmp_path)
    found.collection.close()
    yield found
    found.close()


@pytest.fixture
def make_app(desk: Desk) -> Callable[..., DrillApp]:
    """Makes an app over the desk, with some taste."""

    def make(**taste: object) -> DrillApp:
        return DrillApp(
            lambda: Workspace(open_collection(desk.locations, desk.clock, {})),
            clock=desk.clock,
            taste=Taste(**taste),  # type: ignore[arg-type]
        )

    return make


class Hand:
    """Presses keys as a person does: a second apart, waiting for what they see."""

    def __init__(self, pilot: Pilot[int], desk: Desk) -> None:
        self.pilot = pilot
        self.desk = desk

    async def press(self, *keys: str, after_s: float = 1.0) -> None:
        """Press keys one after the other, `after_s` after what came before."""
        for key in keys:
            self.desk.pass_time(seconds=after_s)
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until everything that was asked for is there."""
        await self.pilot.pause()
        await self.pilot.app.workers.wait_for_complete()
        await self.pilot.pause()

    def text(self) -> str:
        """What the screen shows."""
        return screen_text(self.pilot.app)


def screen_text(app: object) -> str:
    """The rows of a screen as plain text."""
    assert isinstance(app, DrillApp)
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


@pytest.fixture
def hand(desk: Desk) -> Callable[[Pilot[int]], Hand]:
    """A hand for a running app."""
    return lambda pilot: Hand(pilot, desk)
