"""Opening a file outside of the terminal."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from drill.errors import OpenerFailed
from drill.tui import outside
from drill.tui.outside import open_outside, opener_command

FILE = Path("/data/media/0a1b.png")
SCREEN = {"DISPLAY": ":0"}


@pytest.mark.parametrize(
    ("environment", "platform", "command"),
    [
        (SCREEN, "linux", ["xdg-open", str(FILE)]),
        ({"WAYLAND_DISPLAY": "w"}, "linux", ["xdg-open", str(FILE)]),
        ({**SCREEN, "SSH_TTY": "/dev/pts/1"}, "linux", ["xdg-open", str(FILE)]),
        ({}, "darwin", ["open", str(FILE)]),
        ({}, "win32", ["cmd", "/c", "start", "", str(FILE)]),
    ],
)
def test_the_desktop_opens_a_file(
    environment: dict[str, str], platform: str, command: list[str]
) -> None:
    assert opener_command("", environment, platform, FILE) == command


@pytest.mark.parametrize(
    ("environment", "platform", "reason"),
    [
        ({}, "linux", "no display"),
        ({"SSH_CONNECTION": "a b"}, "linux", "over SSH"),
        ({"SSH_CONNECTION": "a b"}, "darwin", "over SSH"),
    ],
)
def test_without_a_desktop_that_is_said_with_the_path(
    environment: dict[str, str], platform: str, reason: str
) -> None:
    with pytest.raises(OpenerFailed, match=reason) as caught:
        opener_command("", environment, platform, FILE)
    assert str(FILE) in caught.value.hint


def test_a_command_of_ones_own_is_used_everywhere() -> None:
    found = opener_command("mpv --quiet", {"SSH_TTY": "x"}, "linux", FILE)
    assert found == ["mpv", "--quiet", str(FILE)]
    with pytest.raises(OpenerFailed, match="cannot be read"):
        opener_command("mpv 'half", {}, "linux", FILE)


def test_a_program_that_ends_well_opened_the_file(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    code = "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()"
    open_outside([sys.executable, "-c", code, str(mark)], mark)
    assert mark.exists()


def test_a_program_that_fails_or_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OpenerFailed, match="status 3"):
        open_outside([sys.executable, "-c", "raise SystemExit(3)"], FILE)
    with pytest.raises(OpenerFailed, match="no program 'no-such-opener'"):
        open_outside(["no-such-opener"], FILE)
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF")
    broken.chmod(0o755)
    with pytest.raises(OpenerFailed, match="cannot be started"):
        open_outside([str(broken)], FILE)


def test_nobody_waits_for_a_program_that_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "FAILS_WITHIN_S", 0.05)
    began = time.monotonic()
    open_outside([sys.executable, "-c", "import time; time.sleep(3)"], FILE)
    assert time.monotonic() - began < 2
