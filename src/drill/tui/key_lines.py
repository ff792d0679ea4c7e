"""The lines at the bottom that say what can be pressed.

Pure functions over commands; the standard library alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.commands import COMMANDS, Command, shown_key
from drill.tui.runs import Line, Run, width_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

ALL_RANKS = range(1, 9)
PRIMARY = range(1, 2)
"""What the moment asks for."""
SECONDARY = range(2, 9)
"""Everything else that can be pressed."""
GAP = Run("  ")


def key_runs(
    command: Command,
    keymap: Mapping[str, str],
    label: str = "",
    *,
    is_typing: bool = False,
) -> Line:
    """A key and its word, clickable as a whole."""
    key = shown_key(command, keymap, is_typing=is_typing)
    return (
        Run(key, "key", command.target),
        Run(f" {label or command.label}", "muted", command.target),
    )


def key_line(  # noqa: PLR0913 - what a line of keys depends on
    screen: str,
    width: int,
    keymap: Mapping[str, str],
    *,
    hidden: Collection[str] = (),
    ranks: range = ALL_RANKS,
    help_id: str = "general.help",
    is_typing: bool = False,
    before: Sequence[Line] = (),
) -> Line:
    """One line of keys of a screen, the help key flush right.

    What does not fit is left out, the highest rank first; help always stays.

    Args:
        screen: whose commands, by the first part of their ids.
        width: in cells.
        keymap: the learner's own keys.
        hidden: ids of commands that cannot be used now.
        ranks: which ranks are shown; those of rank 9 never are.
        help_id: the command for help: another one while letters are text.
        is_typing: whether they are; commands without another key are left out.
        before: what comes before these keys.
    """
    help_runs = key_runs(COMMANDS[help_id], keymap)
    room = width - width_of(help_runs) - 2
    entries = [
        key_runs(command, keymap, is_typing=is_typing)
        for command in _ranked(screen, hidden, ranks)
        if shown_key(command, keymap, is_typing=is_typing)
    ]
    line = filled([*before, *entries], Run(" "), room)
    space = width - 1 - width_of(line) - width_of(help_runs)
    return (*line, Run(" " * space), *help_runs) if space > 0 else line


def row_of_keys(
    screen: str,
    width: int,
    keymap: Mapping[str, str],
    *,
    hidden: Collection[str] = (),
    ranks: range = PRIMARY,
) -> Line:
    """One row of several: the keys of some ranks, without the help key."""
    entries = [key_runs(command, keymap) for command in _ranked(screen, hidden, ranks)]
    return filled(entries, Run(" "), width)


def primary_line(  # noqa: PLR0913 - what a line of keys depends on
    screen: str,
    width: int,
    keymap: Mapping[str, str],
    *,
    hidden: Collection[str] = (),
    labels: Mapping[str, str] | None = None,
    is_typing: bool = False,
) -> Line:
    """The keys that the moment asks for, in line with the text of the card."""
    words = labels or {}
    entries = [
        key_runs(command, keymap, words.get(command.id, ""), is_typing=is_typing)
        for command in _ranked(screen, hidden, PRIMARY)
        if shown_key(command, keymap, is_typing=is_typing)
    ]
    return filled(entries, Run("   "), width)


def _ranked(screen: str, hidden: Collection[str], ranks: range) -> list[Command]:
    shown = [
        command
        for command in COMMANDS.values()
        if command.screen == screen
        and command.rank in ranks
        and command.id not in hidden
    ]
    return sorted(shown, key=lambda command: command.rank)


def filled(entries: Iterable[Line], margin: Run, room: int) -> Line:
    """Entries beside each other, up to the first that does not fit."""
    line: Line = (margin,)
    for entry in entries:
        gap = (GAP,) if len(line) > 1 else ()
        if width_of(line) + width_of((*gap, *entry)) > room:
            break
        line = (*line, *gap, *entry)
    return line
