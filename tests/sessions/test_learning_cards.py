"""Cards that are still being learned: out to Anki with their steps, and back."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

from drill.events import Suspended
from drill.ids import Rating
from drill.sessions.exporting import ExportFormat, export
from drill.sessions.import_doors import import_file
from drill.srs.schedule import Learning, Relearning
from tests.sessions.desk import ACKS, NOW, TODAY, WINDOW, Desk

if TYPE_CHECKING:
    from pathlib import Path

NOW_S = int(NOW.timestamp())


def rows(desk: Desk, folder: Path, guid: str = "drill:networks/tcp/window") -> Any:
    """Type, queue, due, interval and steps left of a note's card in a package.

    Days count from the first study day of the package, one before that of its date.
    """
    export(desk.collection, folder / "x.apkg", ExportFormat.APKG)
    with zipfile.ZipFile(folder / "x.apkg") as file:
        (folder / "x.db").write_bytes(file.read("collection.anki21"))
    sql = (
        "SELECT c.type, c.queue, c.due, c.ivl, c.left FROM cards c"
        " JOIN notes n ON n.id = c.nid WHERE n.guid = ?"
    )
    with closing(sqlite3.connect(folder / "x.db")) as link:
        return link.execute(sql, (guid,)).fetchone()


def test_a_step_within_the_day_ends_at_its_instant(desk: Desk, tmp_path: Path) -> None:
    desk.rate(WINDOW, Rating.AGAIN)
    assert rows(desk, tmp_path) == (1, 1, NOW_S + 60, 0, 2)
    desk.pass_time(minutes=1)
    desk.rate(WINDOW, Rating.GOOD)
    assert rows(desk, tmp_path) == (1, 1, NOW_S + 660, 0, 1)


def test_a_step_beyond_the_day_ends_on_a_day(desk: Desk, tmp_path: Path) -> None:
    desk.pass_time(hours=18, minutes=55)
    desk.rate(WINDOW, Rating.GOOD, day_left_s=300)
    assert rows(desk, tmp_path) == (1, 3, 1, 0, 1)


def test_a_card_that_is_learned_again_has_a_shorter_interval(
    desk: Desk, tmp_path: Path
) -> None:
    desk.learn(WINDOW)
    interval = desk.card(WINDOW).schedule.state.interval_days  # type: ignore[union-attr]
    desk.pass_time(days=interval)
    desk.rate(WINDOW, Rating.AGAIN)
    memory = desk.card(WINDOW).schedule.memory
    assert memory is not None
    type_, queue, due, days, left = rows(desk, tmp_path)
    assert (type_, queue, left) == (3, 1, 1)
    assert due == NOW_S + interval * 86_400 + 600
    assert days == max(1, round(memory.stability)) < interval


def test_a_suspended_one_comes_back_at_its_instant(desk: Desk, tmp_path: Path) -> None:
    desk.rate(WINDOW, Rating.GOOD)
    suspend(desk)
    assert rows(desk, tmp_path) == (1, -1, NOW_S + 600, 0, 1)


def test_a_suspended_one_of_another_day_comes_back_then(
    desk: Desk, tmp_path: Path
) -> None:
    desk.pass_time(hours=18, minutes=55)
    desk.rate(WINDOW, Rating.GOOD, day_left_s=300)
    suspend(desk)
    type_, queue, due_s, *_ = rows(desk, tmp_path)
    assert (type_, queue) == (1, -1)
    assert due_s == (TODAY + 1) * 86_400 + 12 * 3_600


def suspend(desk: Desk) -> None:
    """Hide the window."""
    with desk.collection.store.write() as unit:
        unit.record(Suspended(WINDOW))


def test_with_fewer_steps_than_it_had_one_is_left(desk: Desk, tmp_path: Path) -> None:
    desk.rate(WINDOW, Rating.GOOD)  # it waits for the second step
    desk.set(presets={"default": {"learning_steps": ["1m"]}})
    desk.reopen()
    assert rows(desk, tmp_path)[-1] == 1


def test_another_machine_goes_on_with_the_same_step(desk: Desk, tmp_path: Path) -> None:
    desk.rate(WINDOW, Rating.GOOD)
    desk.rate(ACKS, Rating.AGAIN)
    before = [desk.card(card).schedule for card in (WINDOW, ACKS)]
    path = tmp_path / "x.apkg"
    export(desk.collection, path, ExportFormat.APKG)
    other = Desk(tmp_path / "other")
    import_file(other.collection, path)
    after = [other.card(card).schedule for card in (WINDOW, ACKS)]
    assert [each.state for each in after] == [each.state for each in before]
    assert all(isinstance(each.state, Learning) for each in after)


def test_what_is_learned_here_stays_as_it_is_when_it_comes_back(
    desk: Desk, tmp_path: Path
) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=40)
    desk.rate(WINDOW, Rating.AGAIN)
    before = desk.card(WINDOW).schedule
    export(desk.collection, tmp_path / "x.apkg", ExportFormat.APKG)
    desk.pass_time(minutes=1)
    assert import_file(desk.collection, tmp_path / "x.apkg").reviews == 0
    assert desk.card(WINDOW).schedule == before
    assert isinstance(before.state, Relearning)
