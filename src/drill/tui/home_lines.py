"""Everything that the first screen shows between its two rules.

Pure; used by the Home screen and by the first paint, so that both look the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.tui.frame_lines import cue, rule
from drill.tui.home_parts import (
    figures,
    forecast,
    heat_map,
    notices,
    ready,
    today,
    top_of_home,
)
from drill.tui.home_table import WIDE, deck_table
from drill.tui.key_lines import key_line
from drill.tui.runs import EMPTY, Line, Run, apart, beside, clip_line, indented

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.sessions.steps import DeckRow, HomeStep

MIDDLE = 64
"""Cells from which figures stand beside today."""
WITH_GOAL = 79
"""Cells from which readiness for an interview does."""
ALL = -1
"""The place of the mark that means everything."""
FRAME_ROWS = 4
"""The quiet line, two rules and the keys."""
FIGURES_AT = 42
HEAT_AT = 38
FORECAST_AT = 99


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
    lines = [clip_line(line, width) for line in lines]
    table = deck_table(rows, view.cursor, view.unfolded, width)
    return HomePicture((*lines, *table), len(lines) + 1)


def _head(step: HomeStep, view: HomeView, width: int) -> list[Line]:
    now, goal = today(step, is_marked=view.cursor == ALL), ready(step)
    if width >= WIDE:
        now += [EMPTY, *indented(figures(step, with_forecast=False), 1)]
        now += [EMPTY, *indented(goal, 1)] if goal else []
        both = beside(now, heat_map(step), HEAT_AT, width)
        return beside(both, forecast(step), FORECAST_AT, width)
    told = figures(step, with_forecast=True)
    if goal and width >= WITH_GOAL:
        return beside(now, [*goal, EMPTY, *told[:1]], FIGURES_AT, width)
    if width >= MIDDLE:
        both = beside(now, told, FIGURES_AT, width)
        return [*both, EMPTY, *indented(goal, 1)] if goal else both
    lines = [*now, *indented(told, 1), *indented(goal, 1)]
    return [clip_line(line, width) for line in lines]


def _no_decks(step: HomeStep, width: int) -> list[Line]:
    count = sum(not row.depth for row in step.decks)
    there = "1 deck waits" if count == 1 else f"{count} decks wait"
    words = (
        f" No deck is chosen yet; {there} to be studied."
        if step.decks
        else " There is no deck yet."
    )
    hint = " Press d to choose what to study."
    return [clip_line((Run(text),), width) for text in (words, hint)]


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
