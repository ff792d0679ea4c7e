"""The one door of the app: each of its methods is a function of some room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.errors import NothingToRedo, StoreClosed, StoreDamaged
from drill.ids import NoteId, StudyDay, TopicId
from drill.sessions.note_steps import Draft
from drill.sessions.selection import Kind, Selection
from drill.sessions.snapshot import load_home
from drill.sessions.steps import Phase
from drill.sessions.today import home
from drill.sessions.workspace import Workspace
from drill.srs.schedule import New
from tests.sessions.desk import ACKS, COMMIT, FOLD, TODAY, WINDOW

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    return Workspace(desk.collection)


def test_home_and_a_review(workspace: Workspace) -> None:
    assert workspace.home() == home(workspace.collection)
    assert workspace.today() == TODAY
    assert workspace.review(Selection()).start().phase is Phase.FRONT
    assert workspace.available(Selection(Kind.SEARCH, text="deck:mine")) == 3
    assert workspace.card_info(FOLD).card == FOLD


def test_undo_and_redo_from_any_screen(workspace: Workspace, desk: Desk) -> None:
    desk.learn(FOLD)
    assert workspace.undo().message == f"undone: easy on {FOLD}"
    assert workspace.redo().message == f"done again: easy on {FOLD}"
    with pytest.raises(NothingToRedo):
        workspace.redo()
    [operation] = workspace.operations(5)
    assert (operation.label, operation.is_undone) == (f"easy on {FOLD}", False)


def test_choosing(workspace: Workspace, desk: Desk) -> None:
    assert not workspace.is_first_run()
    assert workspace.welcome().new_a_day == 10
    assert workspace.choose(["mine"], 3, 5).counts.new == 2
    workspace.set_studied("networks", studied=True)
    assert [each.chosen for each in workspace.deck_choices()] == [True, True]
    assert workspace.new_deck("words-of-mine", "Words of mine").count == 1
    assert (desk.own / "words-of-mine").is_dir()


def test_browsing_and_acting(workspace: Workspace, desk: Desk) -> None:
    page = workspace.browse("deck:mine", "due", descending=False, offset=0, limit=2)
    assert (page.total, len(page.rows)) == (3, 2)
    assert len(workspace.matching("deck:mine")) == 3
    assert workspace.search_forms()
    cards = [FOLD, COMMIT]
    for changed in (
        workspace.bury(cards),
        workspace.unbury(cards),
        workspace.suspend(cards),
        workspace.unsuspend(cards),
        workspace.flag(cards, 2),
        workspace.set_due(cards, StudyDay(TODAY + 3)),
        workspace.reset(cards),
        workspace.reposition(cards),
    ):
        assert changed.count == 2
    assert isinstance(desk.card(FOLD).schedule.state, New)


def test_writing(workspace: Workspace, desk: Desk) -> None:
    assert TopicId("mine/words") in [each.topic for each in workspace.topic_choices()]
    draft = Draft(TopicId("mine/words"), front="Why?", back="So.", source="a book")
    assert workspace.preview(draft).problems == ()
    assert workspace.save_draft(draft).count == 1
    note = NoteId("networks/tcp/window")
    target = workspace.edit_target(note)
    assert target.origin == "shipped"
    assert workspace.edit_folder().parent == desk.locations.state
    edited = target.yaml.replace("The receiver's buffer", "Its buffer")
    assert workspace.preview_yaml(note, edited).problems == ()
    assert workspace.save_edit(note, edited).count == 1
    workspace.reread()


def test_days_off(workspace: Workspace, desk: Desk) -> None:
    first, last = StudyDay(TODAY + 2), StudyDay(TODAY + 4)
    workspace.declare_holiday(first, last)
    assert [each.first for each in workspace.holidays()] == [first]
    workspace.lift_holiday(first, last)
    assert workspace.holidays() == ()
    desk.learn(FOLD, WINDOW, ACKS)
    desk.pass_time(days=40)
    assert workspace.spread_backlog(3).count == 3


def test_settings(workspace: Workspace) -> None:
    assert len(workspace.settings()) > 10
    workspace.change_setting("study.new_a_day", "4")
    assert workspace.collection.settings.study.new_a_day == 4
    workspace.reset_setting("study.new_a_day")
    assert workspace.collection.settings.study.new_a_day == 10
    workspace.change_keys("review.undo", "ctrl+z")
    assert workspace.collection.settings.keys == {"review.undo": "ctrl+z"}
    workspace.change_keys("review.undo", "")
    assert workspace.collection.settings.keys == {}


def test_upkeep(workspace: Workspace, desk: Desk) -> None:
    assert workspace.statistics(30).days == 30
    backup = workspace.backup()
    assert backup.name in [each.name for each in workspace.backups()]
    assert workspace.back_up_if_due() is None
    assert not any(each.is_problem for each in workspace.findings())
    review = workspace.review(Selection(Kind.SEARCH, cards=(FOLD,)))
    review.start()
    review.report("wrong")
    assert [each.card for each in workspace.reported()] == [FOLD]
    path = desk.folder / "reported.md"
    assert workspace.export_reported(path).count == 1
    assert "wrong" in path.read_text("utf-8")


def test_leaving_closes_the_record_whatever_happens(
    workspace: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(collection: object) -> None:
        raise StoreDamaged("drill.db", "a page")

    monkeypatch.setattr("drill.sessions.today.home", fail)
    with pytest.raises(StoreDamaged):
        workspace.close()
    with pytest.raises(StoreClosed), desk.collection.store.read():
        pass
    assert load_home(desk.locations.snapshot) is None
