"""What home leaves for the next start."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from drill.ids import Rating, StudyDay
from drill.sessions.goals import set_goal
from drill.sessions.snapshot import VERSION, load_home, save_home, sealed
from drill.sessions.today import home
from drill.sessions.workspace import Workspace
from tests.sessions.desk import FOLD, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sessions.desk import Desk


@pytest.fixture
def saved(desk: Desk) -> Path:
    """A snapshot with a learning step in it."""
    desk.rate(FOLD, Rating.AGAIN)
    path = desk.folder / "home.json"
    save_home(path, "abc", home(desk.collection))
    return path


def table_of(saved: Path) -> dict[str, Any]:
    """What a snapshot holds below its checksum."""
    table: dict[str, Any] = json.loads(saved.read_text("utf-8").partition("\n")[2])
    return table


def test_a_snapshot_comes_back_as_it_was(desk: Desk, saved: Path) -> None:
    step = home(desk.collection)
    assert step.next_learning_at is not None
    assert load_home(saved) == ("abc", step)


def test_a_snapshot_without_a_learning_step_comes_back_too(desk: Desk) -> None:
    path = desk.folder / "home.json"
    save_home(path, "", home(desk.collection))
    assert load_home(path) == ("", home(desk.collection))


def test_a_snapshot_with_an_interview_comes_back_too(desk: Desk) -> None:
    set_goal(desk.collection, StudyDay(TODAY + 9), ["networks", "mine"])
    path, step = desk.folder / "home.json", home(desk.collection)
    assert len(step.readiness) == 2
    save_home(path, "", step)
    assert load_home(path) == ("", step)


def test_leaving_the_workspace_leaves_a_snapshot_of_the_files_as_they_are(
    desk: Desk,
) -> None:
    step = home(desk.collection)
    Workspace(desk.collection).close()
    found = load_home(desk.locations.snapshot)
    assert found == (desk.collection.store.identity(), step)


def test_no_snapshot_is_none(desk: Desk) -> None:
    assert load_home(desk.folder / "nothing.json") is None


@pytest.mark.parametrize(
    "change",
    [
        {"version": VERSION + 1},
        {"home": {}},
        {"home": []},
        {"home": None},
    ],
)
def test_another_shape_is_no_snapshot(saved: Path, change: dict[str, Any]) -> None:
    table = {**table_of(saved), **change}
    saved.write_text(sealed(json.dumps(table)), "utf-8")
    assert load_home(saved) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("counts", [1, 2]),
        ("counts", {"review": 1, "colour": 2}),
        ("decks", [{"id": "x"}]),
        ("forecast", 5),
        ("next_learning_at", "soon"),
        ("next_learning_at", 7),
        ("surprise", 1),
    ],
)
def test_a_damaged_value_is_no_snapshot(saved: Path, name: str, value: object) -> None:
    table = table_of(saved)
    table["home"][name] = value
    saved.write_text(sealed(json.dumps(table)), "utf-8")
    assert load_home(saved) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null", b"3"])
def test_any_other_bytes_are_no_snapshot(saved: Path, content: bytes) -> None:
    saved.write_bytes(content)
    assert load_home(saved) is None


@pytest.mark.parametrize("text", ["{", "[1]", "null", "3"])
def test_any_other_document_is_no_snapshot(saved: Path, text: str) -> None:
    saved.write_text(sealed(text), "utf-8")
    assert load_home(saved) is None


def test_a_single_damaged_byte_is_no_snapshot(saved: Path) -> None:
    content = saved.read_bytes()
    for place in range(0, len(content), 61):
        damaged = bytearray(content)
        damaged[place] ^= 1
        saved.write_bytes(damaged)
        assert load_home(saved) is None


def test_a_pipe_in_the_place_of_a_snapshot_is_not_waited_for(saved: Path) -> None:
    saved.unlink()
    os.mkfifo(saved)
    assert load_home(saved) is None


def test_a_snapshot_cut_anywhere_is_none(saved: Path) -> None:
    content = saved.read_bytes()
    for length in range(0, len(content) - 1, 97):
        saved.write_bytes(content[:length])
        assert load_home(saved) is None


def test_a_folder_that_cannot_be_written_keeps_nobody_from_leaving(desk: Desk) -> None:
    path = desk.folder / "nowhere" / "home.json"
    save_home(path, "abc", home(desk.collection))
    assert not path.exists()


def test_a_snapshot_that_cannot_be_put_in_place_leaves_no_rest(desk: Desk) -> None:
    path = desk.folder / "home.json"
    path.mkdir()
    save_home(path, "abc", home(desk.collection))
    assert list(desk.folder.glob("home.json.new")) == []
    assert load_home(path) is None


def test_only_instants_are_written_in_words(desk: Desk, tmp_path: Path) -> None:
    from dataclasses import replace

    step = replace(home(desk.collection), notice=object())  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        save_home(tmp_path / "home.json", "abc", step)
