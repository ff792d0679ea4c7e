"""The settings as a list, and what is said about one of them. Pure."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from drill.tui.list_lines import ListPicture, grouped, marked
from drill.tui.runs import EMPTY, Line, Run, left
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap
from drill.tui.themes import PALETTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.upkeep_steps import SettingRow

LABEL = 26
VALUE_AT = 3 + LABEL + 2
VALUE = 24
WIDE_VALUE = 44
WIDE = 110
MARGIN = 3
STEPS = {"whole": (1, 0), "decimal": (0.01, 2)}
"""By how much a number changes, and its decimals."""
COARSE_FROM = 50
"""Whole numbers from here on change by fives."""
THEME = "appearance.theme"


def shown_rows(rows: Sequence[SettingRow], themes: Sequence[str]) -> list[SettingRow]:
    """The rows as this screen shows them: a theme is a choice among those there are.

    Args:
        rows: of the session.
        themes: names of all themes that the application knows.
    """
    own = [name for name in PALETTES if name in themes]
    choices = (*own, *sorted(set(themes) - set(own)))
    return [
        replace(row, kind="choice", choices=choices) if row.path == THEME else row
        for row in rows
    ]


def value_width(width: int) -> int:
    """Cells that a value may take."""
    return WIDE_VALUE if width >= WIDE else VALUE


def settings_picture(
    rows: Sequence[SettingRow], cursor: int, width: int, *, is_typing: bool = False
) -> ListPicture:
    """All settings below the names of their groups.

    Args:
        rows: in groups.
        cursor: the row with the mark.
        width: of the page, in cells.
        is_typing: whether a line to type in stands over the value at the mark.
    """
    groups: list[tuple[str, list[Line]]] = []
    numbered = list(enumerate(rows))
    for name, members in groupby(numbered, key=lambda pair: pair[1].group):
        lines = [
            _row(row, index, width, is_marked=index == cursor, is_typing=is_typing)
            for index, row in members
        ]
        groups.append((one_line(name), lines))
    return grouped(groups, width)


def _row(
    row: SettingRow, index: int, width: int, *, is_marked: bool, is_typing: bool
) -> Line:
    action = f"screen.pick({index})"
    style = "cursor" if is_marked else ""
    arrows = (
        ("\u2039 ", " \u203a")
        if is_marked and can_step(row) and not is_typing
        else ("  ", "  ")
    )
    value = one_line(row.value) or "–"
    room = value_width(width)
    after: list[Run] = []
    if row.is_set and row.value != row.default:
        after = [Run(f"default {one_line(row.default) or '–'}", "muted")]
    return (
        marked(is_marked),
        Run(left(one_line(row.label), LABEL), style or "muted", action),
        Run(arrows[0], "key", "screen.step(-1)"),
        Run(left(value, min(room, max(1, len(value)))), style or "", action),
        Run(arrows[1], "key", "screen.step(1)"),
        Run(" " * max(0, room - len(value))),
        *after,
    )


def can_step(row: SettingRow) -> bool:
    """Whether the value has a next one."""
    return bool(row.choices) or (row.kind in STEPS and bool(row.value))


def stepped(row: SettingRow, step: int) -> str:
    """The next value, or the one before, as one would type it.

    Args:
        row: one that `can_step`.
        step: 1 or -1.
    """
    if row.choices:
        names = list(row.choices)
        place = names.index(row.value) + step if row.value in names else 0
        return names[place % len(names)]
    size, decimals = STEPS[row.kind]
    number = float(row.value)
    if row.kind == "whole" and number + min(step, 0) >= COARSE_FROM:
        size = 5
    return f"{number + step * size:.{decimals}f}"


def setting_detail(row: SettingRow, width: int, rows: int, error: str) -> list[Line]:
    """What a setting is, what it may be, and why a value was refused.

    Args:
        row: the setting at the mark.
        width: of the terminal, in cells.
        rows: how many lines there are.
        error: why the latest value was refused; empty where none was.
    """
    room = max(8, min(width - 2 * MARGIN, 92))
    lines = wrap([Run(one_line(row.explanation))], room)[: rows - 1]
    lines += [EMPTY] * (rows - 1 - len(lines))
    if error:
        words = wrap([Run("✗ ", "error"), Run(one_line(error), "warning")], room)
        lines = [*lines[: rows - len(words)], *words[:rows]]
    else:
        lines.append((Run(_facts(row), "muted"),))
    return [(Run(" " * MARGIN), *line) if line else line for line in lines]


def _facts(row: SettingRow) -> str:
    allowed = row.limits or (", ".join(row.choices) if len(row.choices) <= 4 else "")  # noqa: PLR2004 - more do not fit
    parts = (row.path, allowed, f"default {row.default or 'empty'}")
    return one_line(" · ".join(part for part in parts if part))
