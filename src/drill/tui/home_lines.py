"""Everything that the first screen shows between its two rules.

Pure; used by the Home screen and by the first paint, so that both look the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.tui.drawing import meter
from drill.tui.frame_lines import cue, rule
from drill.tui.home_parts import (
    figures,
    forecast,
    heat_map,
    notices,
    today,
    top_of_home,
)
from drill.tui.key_lines import key_line
from drill.tui.runs import EMPTY, MARK, Line, Run, apart, beside, clip_line, left, right
from drill.tui.text_safety import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.sessions.steps import DeckRow, HomeStep

WIDE = 110
"""Cells from which the heat map has room."""
MIDDLE = 64
"""Cells from which figures stand beside today."""
ALL = -1
"""The place of the mark that means everything."""
FRAME_ROWS = 4
"""The quiet line, two rules and the keys."""
FIGURES_AT = 42
HEAT_AT = 38
FORECAST_AT = 99
KNOWN_BAR = 20
TABLE_WIDTH = 98
"""Wider tables are harder to read along, not easier."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """Where the mark is, and which decks show their topics."""

    cursor: int = ALL
    unfolded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HomePicture:
    """The lines of the page."""

    lines: tuple[Line, ...]
    first_row: int
    """The line of the first deck; the others follow one by one."""


def visible_rows(step: HomeStep, unfolded: frozenset[str]) -> list[DeckRow]:
    """The decks that are studied, and the topics of those that are unfolded."""
    rows: list[DeckRow] = []
    deck = ""
    for row in step.decks:
        if not row.depth:
            deck = row.id
        if row.chosen and (not row.depth or deck in unfolded):
            rows.append(row)
    return rows


def home_picture(step: HomeStep, view: HomeView, width: int) -> HomePicture:
    """The page of the first screen, however high; the window shows a part of it."""
    rows = visible_rows(step, view.unfolded)
    lines = [EMPTY, *notices(step), *_head(step, view, width), EMPTY]
    if not rows:
        return HomePicture((*lines, *_no_decks(step, width)), len(lines))
    size = min(width, TABLE_WIDTH) - 1
    lines.append(_table_head(size, is_wide=width >= WIDE))
    first = len(lines)
    for index, row in enumerate(rows):
        table_row = _row(row, index, view, size, is_wide=width >= WIDE)
        lines.append(clip_line(table_row, width))
    return HomePicture(tuple(lines), first)


def _head(step: HomeStep, view: HomeView, width: int) -> list[Line]:
    now = today(step, is_marked=view.cursor == ALL)
    if width >= WIDE:
        now += [
            EMPTY,
            *[(Run(" "), *line) for line in figures(step, with_forecast=False)],
        ]
        both = beside(now, heat_map(step), HEAT_AT, width)
        return beside(both, forecast(step), FORECAST_AT, width)
    if width >= MIDDLE:
        return beside(now, figures(step, with_forecast=True), FIGURES_AT, width)
    lines = [*now, *[(Run(" "), *line) for line in figures(step, with_forecast=True)]]
    return [clip_line(line, width) for line in lines]


def _no_decks(step: HomeStep, width: int) -> list[Line]:
    there = plural(sum(not row.depth for row in step.decks), "deck")
    words = (
        f" No deck is chosen yet; {there} wait to be studied."
        if step.decks
        else " There is no deck yet."
    )
    hint = " Press c to choose what to study."
    return [clip_line((Run(text),), width) for text in (words, hint)]


def _table_head(size: int, *, is_wide: bool) -> Line:
    numbers = _numbers("due", "learning", "new", "known", is_wide=is_wide)
    return (
        Run(" " + left("Decks", size - len(numbers) - 1), "heading"),
        Run(numbers, "muted"),
    )


def _numbers(due: str, learning: str, new: str, known: str, *, is_wide: bool) -> str:
    text = right(due, 6) + right(learning, 10) + right(new, 7) + right(known, 9)
    return text + " " * (KNOWN_BAR + 1) if is_wide else text


def _row(row: DeckRow, index: int, view: HomeView, size: int, *, is_wide: bool) -> Line:
    is_marked = index == view.cursor
    share = row.known / row.cards if row.cards else 0.0
    numbers = _numbers(
        _number(row.due), _number(row.learning), _number(row.new),
        f"{share * 100:.0f} %", is_wide=False,
    )  # fmt: skip
    room = size - len(numbers) - (KNOWN_BAR + 1 if is_wide else 0) - 1
    action = f"screen.pick({index})"
    name = left(_indent(row, view) + one_line(row.title), room)
    line = (
        Run(MARK if is_marked else " ", "mark"),
        Run(name, "cursor" if is_marked else "", action),
        Run(numbers, "cursor" if is_marked else "muted", action),
    )
    if not is_wide:
        return line
    filled, rest = meter(share, KNOWN_BAR)
    return (*line, Run(" " + filled, "heat-3"), Run(rest, "faint"))


def _number(number: int) -> str:
    return f"{number:,}" if number else "·"


def _indent(row: DeckRow, view: HomeView) -> str:
    if row.depth:
        return "    "
    return "▾ " if row.id in view.unfolded else "▸ "


def home_frame(
    step: HomeStep, width: int, height: int, keymap: Mapping[str, str]
) -> list[Line]:
    """The whole first screen as it stands at the start, `height` lines of it."""
    page = height - FRAME_ROWS
    lines = home_picture(step, HomeView(), width).lines
    window = [*lines[:page], *[EMPTY] * (page - len(lines))]
    below = max(0, len(lines) - page)
    top = apart(*top_of_home(step), width - 1)
    keys = key_line("home", width, keymap, hidden={"home.fold"})
    return [top, rule(width), *window, rule(width, cue(0, below)), keys]
