"""Interviews to be ready for: what can be set, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.errors import DeckNotFound, GoalNotFound, InvalidGoal
from drill.ids import StudyDay
from drill.sessions import undoing
from drill.sessions.goals import MINUTES, goals, remove_goal, set_goal
from drill.sessions.today import home
from drill.sessions.workspace import Workspace
from drill.srs.readiness import UNSEEN
from tests.sessions.desk import ACKS, CARDS, COMMIT, TODAY, WINDOW, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.sessions.goal_steps import GoalRow

SOON = StudyDay(TODAY + 14)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path)
    yield found
    found.close()


def titles(desk: Desk) -> list[str]:
    return [goal.title for goal in goals(desk.collection).goals]


def only(desk: Desk) -> GoalRow:
    [goal] = goals(desk.collection).goals
    return goal


def put(desk: Desk, day: int = SOON, *scope: str, **more: Any) -> str:
    changed = set_goal(desk.collection, StudyDay(day), scope or ("networks",), **more)
    return changed.message


# --- setting


def test_a_goal_is_set_shown_and_taken_away(desk: Desk) -> None:
    assert put(desk) == "interview set: Mon 16 Mar, networks"
    goal = only(desk)
    assert (goal.title, goal.day, goal.days_left) == ("interview", SOON, 14)
    assert (goal.scope, goal.minutes) == (("networks",), MINUTES)
    assert remove_goal(desk.collection, "Interview").message == "interview taken away"
    assert titles(desk) == []


def test_setting_it_again_changes_it_and_keeps_what_was_not_named(desk: Desk) -> None:
    put(desk, SOON, "networks/tcp", minutes=45)
    changed = set_goal(desk.collection, StudyDay(TODAY + 20))
    assert changed.message == "interview changed: Sun 22 Mar, networks/tcp"
    goal = only(desk)
    assert (goal.days_left, goal.scope, goal.minutes) == (20, ("networks/tcp",), 45)


def test_what_is_so_already_is_not_recorded_again(desk: Desk) -> None:
    put(desk)
    before = desk.events()
    assert put(desk) == "interview is on Mon 16 Mar already"
    assert desk.events() == before


def test_each_change_is_one_operation_and_undo_takes_it_back(desk: Desk) -> None:
    put(desk)
    put(desk, TODAY + 30)
    assert (
        undoing.undo(desk.collection)[0].message == "undone: goal interview, Wed 1 Apr"
    )
    assert only(desk).day == SOON
    remove_goal(desk.collection, "interview")
    undoing.undo(desk.collection)
    assert only(desk).day == SOON


def test_several_goals_come_by_their_day_and_those_that_are_over_last(
    desk: Desk,
) -> None:
    put(desk, TODAY + 2, title="soon")
    put(desk, TODAY + 40, "mine", title="late")
    put(desk, TODAY + 5, title="next")
    desk.pass_time(days=6)
    assert titles(desk) == ["late", "next", "soon"]
    assert [goal.days_left for goal in goals(desk.collection).goals] == [34, -1, -4]


def test_topics_of_a_chosen_deck_go_with_it(desk: Desk) -> None:
    put(desk, SOON, "networks/tcp", "networks", "mine/words", "networks/tcp")
    assert only(desk).scope == ("networks", "mine/words")


# --- what cannot be


@pytest.mark.parametrize(
    ("day", "scope", "more", "words"),
    [
        (TODAY, "networks", {}, "Mon 2 Mar: is no day after today"),
        (TODAY - 3, "networks", {}, "Fri 27 Feb: is no day after today"),
        (TODAY + 731, "networks", {}, "Thu 2 Mar: is more than 730 days away"),
        (SOON, "networks", {"minutes": 0}, "0 minutes a day: expected 1 to 240"),
        (SOON, "networks", {"minutes": 241}, "241 minutes a day: expected 1 to 240"),
        (SOON, "networks", {"title": " "}, "'': a title has 1 to 60 characters"),
        (SOON, "networks", {"title": "x" * 61}, f"{'x' * 61!r}: a title has 1 to 60"),
    ],
)
def test_a_goal_that_cannot_be_is_refused(
    desk: Desk, day: int, scope: str, more: dict[str, Any], words: str
) -> None:
    before = desk.events()
    with pytest.raises(InvalidGoal) as caught:
        put(desk, day, scope, **more)
    assert caught.value.message.startswith(words)
    assert desk.events() == before


def test_an_unknown_deck_is_answered_with_the_nearest(desk: Desk) -> None:
    with pytest.raises(DeckNotFound) as caught:
        put(desk, SOON, "network")
    assert "'networks'" in caught.value.hint
    with pytest.raises(DeckNotFound) as caught:
        put(desk, SOON, "zzz")
    assert "drill decks" in caught.value.hint


def test_a_deck_that_is_not_studied_is_refused(desk: Desk) -> None:
    desk.collection.change({("study", "decks"): ["mine"]})
    with pytest.raises(InvalidGoal, match="networks: is not studied"):
        put(desk, SOON, "networks/tcp")


def test_a_goal_about_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidGoal, match="no deck or topic: there is no card"):
        set_goal(desk.collection, SOON)


def test_taking_away_what_is_not_there_names_the_nearest(desk: Desk) -> None:
    with pytest.raises(GoalNotFound) as caught:
        remove_goal(desk.collection, "acme")
    assert "drill goal" in caught.value.hint
    put(desk, title="acme phone screen")
    with pytest.raises(GoalNotFound) as caught:
        remove_goal(desk.collection, "acme phone scren")
    assert "'acme phone screen'" in caught.value.hint


# --- readiness


def test_readiness_is_told_by_deck_and_topic_over_all_cards(desk: Desk) -> None:
    desk.learn(WINDOW)
    put(desk, SOON, "networks", "mine/words")
    goal = only(desk)
    rows = {row.id: row for row in goal.rows}
    assert list(rows) == ["mine", "mine/words", "networks", "networks/tcp",
                          "networks/dns"]  # fmt: skip
    assert rows["networks/dns"].mean == pytest.approx(UNSEEN)
    assert (rows["networks/tcp"].cards, rows["networks/tcp"].unseen) == (4, 3)
    assert rows["networks/tcp"].mean > rows["networks/dns"].mean
    assert goal.whole.cards == len(CARDS)
    total = sum(rows[deck].mean * rows[deck].cards for deck in ("networks", "mine"))
    assert goal.whole.mean == pytest.approx(total / len(CARDS))


def test_what_a_goal_asks_for_today_is_told(desk: Desk) -> None:
    desk.learn(WINDOW, ACKS)
    desk.pass_time(days=2)
    put(desk, TODAY + 4)
    goal = only(desk)
    assert goal.reviews_today == 2
    assert goal.new_today == 4


def test_the_screen_is_told_what_there_is_to_choose(desk: Desk) -> None:
    step = goals(desk.collection)
    assert step.prior == UNSEEN
    ids = [each.id for each in step.choices]
    assert ids == ["mine", "mine/words", "networks", "networks/tcp", "networks/dns"]
    desk.collection.change({("study", "decks"): ["mine"]})
    assert [each.id for each in goals(desk.collection).choices] == ids[:2]


# --- home


def test_home_says_nothing_without_a_goal(desk: Desk) -> None:
    step = home(desk.collection)
    assert (step.ready_for, step.readiness) == ("", ())


def test_home_names_the_nearest_goal_with_the_weakest_deck_first(desk: Desk) -> None:
    desk.learn(COMMIT)
    put(desk, TODAY + 30, title="later")
    put(desk, SOON, "mine", "networks", title="sooner")
    step = home(desk.collection)
    assert step.ready_for == "16 Mar, in 14 days"
    assert [row.title for row in step.readiness] == ["Networks", "My notes"]
    assert step.readiness[0].percent == round(100 * UNSEEN)
    assert step.readiness[0].band > 0


def test_home_shows_the_topics_of_a_single_deck(desk: Desk) -> None:
    desk.learn(WINDOW)
    put(desk)
    assert [row.title for row in home(desk.collection).readiness] == ["DNS", "TCP"]


def test_a_goal_that_is_over_is_gone_from_home(desk: Desk) -> None:
    put(desk)
    desk.pass_time(days=14)
    assert home(desk.collection).ready_for == "16 Mar, today"
    desk.pass_time(days=1)
    assert home(desk.collection).ready_for == ""


# --- behind the door


def test_the_workspace_sets_lists_and_takes_away(desk: Desk) -> None:
    workspace = Workspace(desk.collection)
    assert workspace.set_goal(SOON, ["mine"], "acme", 15).count == 1
    [goal] = workspace.goals().goals
    assert (goal.title, goal.minutes) == ("acme", 15)
    assert workspace.home().ready_for == "16 Mar, in 14 days"
    workspace.remove_goal("acme")
    assert workspace.goals().goals == ()
