"""Home is computed anew only when what it shows is no longer so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.collection import Collection
from drill.sessions.workspace import Workspace
from tests.sessions.desk import FOLD

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


def elsewhere(desk: Desk) -> Collection:
    """The same record, opened by another program."""
    return Collection.open(desk.locations, desk.collection.settings, desk.clock)


def test_what_is_still_so_is_not_computed_again(desk: Desk) -> None:
    workspace = Workspace(desk.collection)
    assert workspace.home_anew(workspace.home()) is None


def test_what_others_wrote_is_told_once(desk: Desk) -> None:
    workspace = Workspace(desk.collection)
    shown = workspace.home()
    with elsewhere(desk) as other:
        Workspace(other).flag([FOLD], 1)
    anew = workspace.home_anew(shown)
    assert anew is not None
    assert workspace.home_anew(anew) is None


def test_another_study_day_is_another_home(desk: Desk) -> None:
    workspace = Workspace(desk.collection)
    shown = workspace.home()
    desk.pass_time(days=1)
    anew = workspace.home_anew(shown)
    assert anew is not None
    assert anew.day == shown.day + 1
