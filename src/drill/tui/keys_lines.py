"""Every command with its keys, as a list. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.commands import COMMANDS, TITLES, keys_of, of_screen
from drill.tui.keymap import check_keymap
from drill.tui.keys import shown
from drill.tui.list_lines import ListPicture, grouped, marked
from drill.tui.runs import Line, Run, left
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.tui.commands import Command

KEYS = 20
LABEL = 22
MARGIN = 3

ROWS: tuple[Command, ...] = tuple(
    command for screen in TITLES for command in of_screen(screen)
)
"""All commands in the order of the list."""


def keys_picture(cursor: int, width: int, keymap: Mapping[str, str]) -> ListPicture:
    """All commands below the names of their screens."""
    groups: list[tuple[str, list[Line]]] = []
    index = 0
    for screen, title in TITLES.items():
        lines: list[Line] = []
        for command in of_screen(screen):
            lines.append(_row(command, index, keymap, is_marked=index == cursor))
            index += 1
        groups.append((title, lines))
    return grouped(groups, width)


def _row(
    command: Command, index: int, keymap: Mapping[str, str], *, is_marked: bool
) -> Line:
    action = f"screen.pick({index})"
    style = "cursor" if is_marked else ""
    is_own = command.id in keymap
    keys = " ".join(map(shown, keys_of(command, keymap)))
    default = " ".join(map(shown, keys_of(command, {})))
    return (
        marked(is_marked),
        Run(left(keys, KEYS), "key" if not is_marked else "cursor", action),
        Run(left(command.label, LABEL), style or "muted", action),
        Run(f"default {default}" if is_own else "", "muted"),
    )


def keys_detail(command: Command, width: int, rows: int, error: str) -> list[Line]:
    """What a command does, and why a key was refused.

    Args:
        command: the one at the mark.
        width: of the terminal, in cells.
        rows: how many lines there are.
        error: why the latest key was refused; empty where none was.
    """
    room = max(8, min(width - 2 * MARGIN, 92))
    lines = wrap([Run(command.help)], room)
    last: Line = (Run(f"keys.{command.id}", "muted"),)
    if error:
        last = (Run("✗ ", "error"), Run(error, "warning"))
    kept = lines[: rows - 1]
    return [(Run(" " * MARGIN), *line) for line in (*kept, last)]


def with_keys(
    keymap: Mapping[str, str], command: str, keys: str
) -> tuple[dict[str, str], str]:
    """A keymap with other keys for one command, and why that cannot be.

    Args:
        keymap: the learner's own keys.
        command: its id.
        keys: separated by commas; empty: the default ones.

    Returns:
        The keymap that would hold, and the reason against it; empty: none.
    """
    wanted = {name: own for name, own in keymap.items() if name != command}
    if keys and keys != COMMANDS[command].keys:
        wanted[command] = keys
    accepted, refused = check_keymap(wanted)
    if not refused:
        return accepted, ""
    error = refused[0]
    return dict(keymap), " ".join(part for part in (error.message, error.hint) if part)
