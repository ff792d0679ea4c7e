"""What the app leaves behind when it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions import acting, today
from drill.sessions.snapshot import load_home
from drill.sessions.workspace import Workspace
from tests.sessions.desk import FOLD
from tests.sessions.sitting import other_window

if TYPE_CHECKING:
    import pytest

    from drill.sessions.collection import Collection
    from drill.sessions.steps import HomeStep
    from tests.sessions.desk import Desk


def test_no_snapshot_is_left_of_what_another_window_changed_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = today.home

    def home_and_then_a_write(collection: Collection) -> HomeStep:
        step = home(collection)
        with other_window(desk) as other:
            acting.suspend(other, [FOLD])
        return step

    with monkeypatch.context() as patch:
        patch.setattr(today, "home", home_and_then_a_write)
        Workspace(desk.collection).close()
    found = load_home(desk.locations.snapshot)
    assert found is None
    desk.reopen()
    Workspace(desk.collection).close()
    assert load_home(desk.locations.snapshot) is not None
