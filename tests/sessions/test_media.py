"""Which files of notes may be opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from drill.content.media_kinds import ending
from drill.errors import MediaNotFound, MediaRefused
from drill.sessions.media import MediaFile, media_file
from drill.sessions.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sessions.desk import Desk


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one picture, and a secret beside the folder of media."""
    folder = tmp_path / "media"
    folder.mkdir()
    (folder / "0a1b.png").write_bytes(b"picture")
    (folder / "my song.mp3").write_bytes(b"sound")
    (tmp_path / "secret.png").write_bytes(b"secret")
    return tmp_path


def test_a_file_of_the_media_is_found_by_its_name(data: Path) -> None:
    assert media_file(data, "0a1b.png") == data / "media" / "0a1b.png"
    assert media_file(data, "my%20song.mp3") == data / "media" / "my song.mp3"


@pytest.mark.parametrize(
    "name",
    [
        *("../secret.png", "..%2Fsecret.png", "%2Fetc%2Fx.png", "a/b.png", "C:x.png"),
        *("..\\secret.png", ".png", "%00.png", "a%00.png", "x" * 300 + ".png"),
        "gone.png",
    ],
)
def test_no_name_leads_out_of_the_folder(data: Path, name: str) -> None:
    with pytest.raises((MediaNotFound, MediaRefused)):
        media_file(data, name)


@pytest.mark.parametrize("name", ["run.sh", "page.html", "setup.exe", "noending", "x."])
def test_what_is_no_picture_sound_or_film_is_refused(data: Path, name: str) -> None:
    (data / "media" / name).write_bytes(b"")
    with pytest.raises(MediaRefused, match="no picture, sound or film"):
        media_file(data, name)


def test_a_link_out_of_the_folder_is_refused(data: Path) -> None:
    (data / "media" / "link.png").symlink_to(data / "secret.png")
    with pytest.raises(MediaRefused, match="no plain file"):
        media_file(data, "link.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_refused_without_waiting_for_it(data: Path) -> None:
    os.mkfifo(data / "media" / "pipe.mp3")
    with pytest.raises(MediaRefused):
        media_file(data, "pipe.mp3")


def test_a_missing_file_is_told_with_its_name_and_folder(data: Path) -> None:
    with pytest.raises(MediaNotFound, match=r"lost\.png") as caught:
        media_file(data, "lost.png")
    assert str(data / "media") in caught.value.hint


def test_an_ending_is_told_apart_whatever_its_letters() -> None:
    assert [ending(name) for name in ("a.PNG", "b.tar.gz", "c", ".d")] == [
        *("png", "gz", "", ""),
    ]


def test_a_file_comes_with_what_the_settings_say_of_it(desk: Desk) -> None:
    path = desk.locations.data / "media" / "0a1b.png"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"picture")
    desk.set(files={"opener": "mpv --quiet"}, appearance={"images": "blocks"})
    workspace = Workspace(desk.reopen())
    assert workspace.media("0a1b.png") == MediaFile(path, "mpv --quiet", "blocks")
