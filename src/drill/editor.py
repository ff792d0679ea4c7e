"""The learner's own editor: which command opens a file at a line, and running it.

Both front ends use it. The text of a note lies in one file of a fixed name in a
folder of the application's own, so that a text that could not be kept is still there
and no shared folder ever holds it.
"""

from __future__ import annotations

import shlex
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from drill.errors import EditorFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FALLBACK = "vi"
PLUS_LINE = frozenset(
    ["emacs", "emacsclient", "joe", "kak", "mg", "micro", "nano", "nvim", "vi", "vim"]
)
"""Editors that take `+LINE` before the file."""
COLON_LINE = frozenset(["hx", "helix", "subl", "zed", "zeditor"])
"""Editors that take `FILE:LINE`."""
CODE = frozenset(["code", "code-insiders", "codium", "vscodium", "cursor"])
"""Editors that take `--goto FILE:LINE`, and come back at once without `--wait`."""
NAME = "note.yaml"
BEFORE = "note-before.yaml"


def editor_command(
    setting: str, environment: Mapping[str, str], path: Path, line: int = 1
) -> list[str]:
    """The command that opens a file at a line.

    Args:
        setting: `files.editor` of the settings; empty: `$VISUAL`, `$EDITOR`, then vi.
        environment: variables.
        path: the file.
        line: counted from 1.

    Raises:
        EditorFailed: what was chosen cannot be read as a command.
    """
    named = (setting, environment.get("VISUAL", ""), environment.get("EDITOR", ""))
    chosen = next((each for each in named if each.strip()), FALLBACK)
    try:
        words = shlex.split(chosen)
    except ValueError as error:
        raise EditorFailed(chosen, f"cannot be read as a command: {error}") from error
    name = Path(words[0]).stem
    if name in CODE:
        return [*words, "--wait", "--goto", f"{path}:{line}"]
    if name in COLON_LINE:
        return [*words, f"{path}:{line}"]
    return [*words, *([f"+{line}"] if name in PLUS_LINE else []), str(path)]


def run_editor(command: list[str]) -> None:
    """Open the editor and wait for its end.

    Raises:
        EditorFailed: it cannot be started, or ended with an error.
    """
    try:
        with _interrupts_for_the_editor():
            finished = subprocess.run(command, check=False)  # noqa: S603 - the learner's own editor
    except OSError as error:
        reason = error.strerror or str(error)
        raise EditorFailed(command[0], f"cannot be started: {reason}") from error
    status = finished.returncode
    if status:
        how = f"with status {status}" if status > 0 else f"by signal {-status}"
        raise EditorFailed(command[0], f"ended {how}; nothing was kept")


@contextmanager
def _interrupts_for_the_editor() -> Iterator[None]:
    """Keep Ctrl-C in the editor's terminal from ending drill as well.

    A handler that does nothing, because the editor would inherit a signal ignored.
    """
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def draft_file(folder: Path, text: str) -> Path:
    """A text in the file that the editor is given.

    What an earlier, broken-off edit left there is kept beside it.

    Args:
        folder: one of the application's own; made when missing, for its owner alone.
        text: the file's new contents.

    Raises:
        EditorFailed: the file cannot be written.
    """
    path = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            path.replace(folder / BEFORE)
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = f"cannot be written: {error.strerror or error}"
        raise EditorFailed(str(path), reason) from error
    return path


def written_text(path: Path) -> str:
    """What the editor left.

    Raises:
        EditorFailed: the file is gone, or no UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise EditorFailed(str(path), reason) from error
    except UnicodeDecodeError as error:
        raise EditorFailed(str(path), f"cannot be read: {error}") from error
