"""Backups that the app takes by itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from drill.store.backup import backups
from drill.tui import application
from tests.sessions.desk import WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk


async def until(happened: Callable[[], bool]) -> None:
    """Wait until something has happened, two seconds at most."""
    for _ in range(200):
        if happened():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(happened)


async def test_a_backup_is_taken_soon_after_the_start(
    desk: Desk, make_app: Callable[..., DrillApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "QUIET_S", 0.01)
    desk.reopen()
    desk.learn(WINDOW)
    desk.close()
    async with make_app().run_test():
        await until(lambda: len(backups(desk.locations.backups)) == 1)


async def test_a_backup_that_cannot_be_taken_is_said_once(
    desk: Desk, make_app: Callable[..., DrillApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "QUIET_S", 0.01)
    monkeypatch.setattr(application, "BACKUP_CHECK_S", 0.02)
    desk.reopen()
    desk.learn(WINDOW)
    desk.close()
    desk.locations.backups.write_text("a file where the folder should be")
    app = make_app()
    async with app.run_test() as pilot:
        await until(lambda: len(app._notifications) == 1)
        await pilot.pause(0.1)
        (said,) = app._notifications
        assert said.message.startswith("No backup could be taken")
