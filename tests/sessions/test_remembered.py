"""What was planned is planned again only when it may be another plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from drill.ids import StudyDay
from drill.sessions.collection import Collection
from drill.sessions.goals import set_goal
from drill.sessions.planning import Planning
from drill.sessions.ready import ready_rows
from drill.sessions.remembered import Remembered
from drill.sessions.today import home
from drill.sessions.workspace import Workspace
from tests.sessions.desk import FOLD, WINDOW

if TYPE_CHECKING:
    from drill.sessions.goal_steps import ReadyRow
    from drill.sessions.planning import Asked
    from tests.sessions.desk import Desk


def test_a_moment_is_computed_once() -> None:
    remembered, asked = Remembered(), []
    for _ in range(2):
        remembered.of(1, "a", lambda: asked.append("a"))
        remembered.of(1, "b", lambda: asked.append("b"))
    assert asked == ["a", "b"]


def test_the_first_look_at_another_moment_lets_go_of_the_last() -> None:
    remembered = Remembered()
    assert [remembered.of(at, "a", partial(int, at)) for at in (1, 2, 1)] == [1, 2, 1]
    remembered.forget()
    assert remembered.of(1, "a", lambda: 9) == 9


def test_without_a_moment_nothing_is_remembered() -> None:
    remembered = Remembered()
    assert [remembered.of(None, "a", partial(int, at)) for at in (1, 2)] == [1, 2]


@pytest.fixture
def ready(desk: Desk) -> Desk:
    desk.learn(WINDOW, FOLD)
    day = StudyDay(desk.collection.today + 9)
    set_goal(desk.collection, day, ["networks", "mine"])
    return desk


def planned(desk: Desk, moment: tuple[int, int] | None = None) -> list[Asked]:
    found, _ = read(desk, moment or desk.collection.store.moment())
    return found


def read(
    desk: Desk, moment: tuple[int, int] | None
) -> tuple[list[Asked], tuple[ReadyRow, ...]]:
    collection = desk.collection
    with collection.store.read() as unit:
        planning = Planning(collection, unit, collection.today, moment)
        found = planning.asked(collection.chosen)
        return found, ready_rows(planning, planning.goals[0])


def test_home_leaves_its_plan_to_the_review_behind_it(ready: Desk) -> None:
    moment = ready.collection.store.moment()
    home(ready.collection)
    first = read(ready, moment)
    home(ready.collection)
    again = read(ready, moment)
    assert again[0] is first[0]
    assert again[1] is first[1]


def test_a_write_of_this_program_or_another_makes_a_new_plan(ready: Desk) -> None:
    first = planned(ready)
    assert planned(ready) is first
    ready.learn(FOLD)
    own = planned(ready)
    assert own is not first
    settings, clock = ready.collection.settings, ready.clock
    with Collection.open(ready.locations, settings, clock) as other:
        Workspace(other).flag([FOLD], 1)
    assert planned(ready) is not own


def test_another_day_other_settings_and_another_scope_are_other_plans(
    ready: Desk,
) -> None:
    collection, first = ready.collection, planned(ready)
    ready.pass_time(days=1)
    tomorrow = planned(ready)
    assert tomorrow is not first
    collection.change({("study", "bury_siblings"): False})
    assert planned(ready) is not tomorrow
    collection.change({("study", "decks"): ["mine"]})
    [asked] = planned(ready)
    assert {topic.partition("/")[0] for topic in asked.topics} == {"mine"}


def test_within_a_write_nothing_is_remembered(ready: Desk) -> None:
    first, _ = read(ready, None)
    again, _ = read(ready, None)
    assert first == again
    assert first is not again
