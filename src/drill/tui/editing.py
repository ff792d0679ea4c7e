"""Opens a note in the learner's editor, and keeps what comes back."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from drill.ids import NoteId
    from drill.sessions.steps import Changed, EditTarget
    from drill.tui.screens.base import DrillScreen

FALLBACK = "vi"
KNOWS_LINES = frozenset(
    ["vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe"]
)
"""Editors that take `+LINE` before the file."""


def editor_command(setting: str, path: Path, line: int) -> list[str]:
    """The command that opens a file at a line.

    Args:
        setting: the settings' editor; empty: `$VISUAL`, then `$EDITOR`, then vi.
        path: the file.
        line: counted from 1.
    """
    chosen = setting or os.environ.get("VISUAL") or os.environ.get("EDITOR") or FALLBACK
    words = shlex.split(chosen)
    name = Path(words[0]).stem
    if name in {"code", "codium", "cursor"}:
        return [*words, "--wait", "--goto", f"{path}:{line}"]
    if name in {"hx", "subl", "zed"}:
        return [*words, f"{path}:{line}"]
    return (
        [*words, f"+{line}", str(path)] if name in KNOWS_LINES else [*words, str(path)]
    )


def edit_note(
    screen: DrillScreen[Any], note: NoteId, edited: Callable[[], None]
) -> None:
    """Ask where the note is, open the editor, keep the result, then go on."""
    screen.ask(
        screen.drill.asking(lambda workspace: workspace.edit_target(note)),
        lambda target: _edit(screen, target, edited),
    )


def _edit(
    screen: DrillScreen[Any], target: EditTarget, edited: Callable[[], None]
) -> None:
    if target.path is not None:
        if _run_editor(screen, target.path, target.line):
            screen.ask(
                screen.drill.asking(lambda workspace: workspace.reread()),
                lambda _: edited(),
            )
        return
    text = _edit_text(screen, target.yaml)
    if text is None or text == target.yaml:
        screen.drill.notify_plainly("Nothing was changed.")
        return

    def keep(changed: Changed) -> None:
        screen.drill.notify_plainly(changed.message)
        edited()

    screen.ask(
        screen.drill.asking(lambda workspace: workspace.save_edit(target.note, text)),
        keep,
    )


def _edit_text(screen: DrillScreen[Any], text: str) -> str | None:
    """A text as it comes back from the editor; None when that failed."""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        path = Path(folder) / "note.yaml"
        path.write_text(text, "utf-8")
        if not _run_editor(screen, path, 1):
            return None
        return path.read_text("utf-8")


def _run_editor(screen: DrillScreen[Any], path: Path, line: int) -> bool:
    command = editor_command(screen.drill.editor, path, line)
    try:
        with screen.drill.suspend():
            finished = subprocess.run(command, check=False)  # noqa: S603 - the learner's own editor
    except OSError as error:
        screen.drill.notify_plainly(
            f"{command[0]} cannot be started: {error.strerror}",
            "Set $EDITOR, or `editor` in the settings.",
            "error",
        )
        return False
    if finished.returncode:
        screen.drill.notify_plainly(
            f"{command[0]} ended with status {finished.returncode}; nothing was kept.",
            severity="warning",
        )
    return not finished.returncode
