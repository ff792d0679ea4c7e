"""Opens a note in the learner's editor, and keeps what comes back.

A note in a file of the learner's own opens there, at its line. Any other opens as
YAML: in the editor if one is set, else on a screen. What cannot be kept stays on that
screen, with the reasons beside it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from drill.editor import draft_file, editor_command, run_editor, written_text
from drill.errors import EditorFailed
from drill.tui.refusals import Refused, refusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from drill.ids import NoteId
    from drill.sessions.note_steps import EditTarget
    from drill.sessions.steps import Changed
    from drill.tui.ports import Workspace
    from drill.tui.screens.base import DrillScreen


def edit_note(
    screen: DrillScreen[Any], note: NoteId, edited: Callable[[], None]
) -> None:
    """Ask where the note is, open it there, keep the result, then go on."""

    def found(answer: tuple[EditTarget, Path]) -> None:
        target, folder = answer
        if target.path is not None:
            _edit_file(screen, target.path, target.line, edited)
        elif has_editor(screen.drill.editor):
            _edit_copy(screen, target, folder, edited)
        else:
            open_text(screen, target, target.yaml, edited)

    screen.ask(screen.drill.asking(partial(_target, note)), found)


def _target(note: NoteId, workspace: Workspace) -> tuple[EditTarget, Path]:
    return workspace.edit_target(note), workspace.edit_folder()


def has_editor(setting: str) -> bool:
    """Whether the settings or the environment name an editor."""
    names = (setting, os.environ.get("VISUAL", ""), os.environ.get("EDITOR", ""))
    return any(name.strip() for name in names)


def _edit_file(
    screen: DrillScreen[Any], path: Path, line: int, edited: Callable[[], None]
) -> None:
    with _said(screen):
        _run(screen, path, line)
        screen.ask(screen.drill.asking(_reread), lambda _: edited())


def _reread(workspace: Workspace) -> None:
    workspace.reread()


def edit_path(screen: DrillScreen[Any], path: Path, line: int = 1) -> None:
    """Open any file in the learner's editor, and say what went wrong with that."""
    with _said(screen):
        _run(screen, path, line)


def _edit_copy(
    screen: DrillScreen[Any],
    target: EditTarget,
    folder: Path,
    edited: Callable[[], None],
) -> None:
    with _said(screen):
        path = draft_file(folder, target.yaml)
        _run(screen, path, 1)
        text = written_text(path)
        if text == target.yaml:
            screen.drill.notify_plainly("Nothing was changed.")
        else:
            _keep(screen, target, text, edited)


def _keep(
    screen: DrillScreen[Any],
    target: EditTarget,
    text: str,
    edited: Callable[[], None],
) -> None:
    def kept(changed: Changed | Refused) -> None:
        if isinstance(changed, Refused):
            open_text(screen, target, text, edited)
            return
        screen.drill.notify_plainly(changed.message)
        edited()

    call = refusable(lambda workspace: workspace.save_edit(target.note, text))
    screen.ask(screen.drill.asking(call), kept)


def open_text(
    screen: DrillScreen[Any],
    target: EditTarget,
    text: str,
    edited: Callable[[], None],
) -> None:
    """Edit the YAML of a note on a screen of its own."""
    from drill.tui.screens.note_text import NoteTextScreen

    def left(is_kept: bool | None) -> None:  # noqa: FBT001 - a result
        if is_kept:
            edited()

    screen.drill.push_screen(NoteTextScreen(target, text), left)


def _run(screen: DrillScreen[Any], path: Path, line: int) -> None:
    """Give the terminal to the editor until it ends.

    Raises:
        EditorFailed: it cannot be started, or ended with an error.
    """
    command = editor_command(screen.drill.editor, os.environ, path, line)
    failure: EditorFailed | None = None
    try:
        with screen.drill.suspend():  # what is raised in it keeps it suspended for ever
            try:
                run_editor(command)
            except EditorFailed as error:
                failure = error
    except SuspendNotSupported as error:
        raise EditorFailed(command[0], "there is no terminal to give it") from error
    if failure is not None:
        raise failure


@contextmanager
def _said(screen: DrillScreen[Any]) -> Iterator[None]:
    """Say what went wrong with the editor; the note is as it was."""
    try:
        yield
    except EditorFailed as error:
        screen.drill.notify_plainly(error.message, error.hint, "error")
