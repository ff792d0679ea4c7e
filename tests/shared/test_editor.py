from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from drill.editor import draft_file, editor_command, run_editor, written_text
from drill.errors import EditorFailed

NOTE = Path("/n/note.yaml")


@pytest.mark.parametrize(
    ("setting", "variables", "command"),
    [
        ("", {}, ["vi", "+7", "/n/note.yaml"]),
        ("", {"EDITOR": "nano"}, ["nano", "+7", "/n/note.yaml"]),
        ("", {"EDITOR": "ed"}, ["ed", "/n/note.yaml"]),
        ("", {"EDITOR": "ed", "VISUAL": "/usr/bin/nvim -n"},
         ["/usr/bin/nvim", "-n", "+7", "/n/note.yaml"]),
        ("emacs -nw", {"EDITOR": "ed", "VISUAL": "vim"},
         ["emacs", "-nw", "+7", "/n/note.yaml"]),
        ("", {"VISUAL": " ", "EDITOR": "ed"}, ["ed", "/n/note.yaml"]),
        ("code", {}, ["code", "--wait", "--goto", "/n/note.yaml:7"]),
        ("'/my apps/codium' -n", {},
         ["/my apps/codium", "-n", "--wait", "--goto", "/n/note.yaml:7"]),
        ("hx", {}, ["hx", "/n/note.yaml:7"]),
    ],
)  # fmt: skip
def test_the_chosen_editor_is_opened_at_the_line(
    setting: str, variables: dict[str, str], command: list[str]
) -> None:
    assert editor_command(setting, variables, NOTE, 7) == command


def test_an_editor_that_cannot_be_read_as_a_command_is_named() -> None:
    with pytest.raises(EditorFailed, match="'unclosed: cannot be read as a command"):
        editor_command("'unclosed", {}, NOTE)


def test_the_editor_writes_and_what_it_wrote_is_read(tmp_path: Path) -> None:
    path = draft_file(tmp_path / "edit", "before")
    script = "import sys; open(sys.argv[1], 'a').write(' and after')"
    run_editor([sys.executable, "-c", script, str(path)])
    assert written_text(path) == "before and after"


def test_a_draft_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = draft_file(tmp_path / "edit", "x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_a_broken_off_edit_left_is_kept_beside(tmp_path: Path) -> None:
    draft_file(tmp_path, "first")
    path = draft_file(tmp_path, "second")
    assert path.read_text() == "second"
    assert (tmp_path / "note-before.yaml").read_text() == "first"


def test_an_editor_that_is_not_there_is_said_with_the_way_out() -> None:
    with pytest.raises(EditorFailed, match="no-such: cannot be started") as raised:
        run_editor(["no-such", "x"])
    assert "$EDITOR" in raised.value.hint


def test_an_editor_that_fails_keeps_nothing() -> None:
    with pytest.raises(EditorFailed, match="ended with status 3; nothing was kept"):
        run_editor([sys.executable, "-c", "raise SystemExit(3)"])


def test_a_draft_that_cannot_be_written_or_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EditorFailed, match="cannot be written"):
        draft_file(tmp_path / "file", "x")
    with pytest.raises(EditorFailed, match="cannot be read"):
        written_text(tmp_path / "none")
    (tmp_path / "latin").write_bytes(b"\xe9")
    with pytest.raises(EditorFailed, match="cannot be read"):
        written_text(tmp_path / "latin")
