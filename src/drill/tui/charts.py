"""Charts with their figures: columns over days or hours, bars, a heat map. Pure."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from drill.clock import date_of
from drill.ids import StudyDay
from drill.sessions.labels import MONTHS, WEEKDAYS
from drill.tui.drawing import HEAT, columns, heat_level, meter
from drill.tui.runs import Line, Run, left, right

if TYPE_CHECKING:
    from collections.abc import Sequence

AXIS = 6
"""Cells of the figures left of a chart, with the line."""


def fitted(values: Sequence[float], width: int) -> list[float]:
    """Values stretched or gathered so that one a cell fills about a width.

    Where there are more values than cells, a cell is the mean of its share of them.
    """
    count = len(values)
    if not count:
        return []
    if count <= width:
        times = max(1, width // count)
        return [value for value in values for _ in range(times)]
    edges = [round(cell * count / width) for cell in range(width + 1)]
    return [sum(values[start:end]) / (end - start) for start, end in pairwise(edges)]


def column_chart(  # noqa: PLR0913 - what a chart is made of
    title: str,
    values: Sequence[float],
    width: int,
    height: int,
    *,
    style: str = "heat-3",
    below: str = "",
    ends: tuple[str, str] = ("", ""),
) -> list[Line]:
    """Columns over a line, the largest value at the left.

    Args:
        title: in the first line.
        values: one a day or an hour, oldest first.
        width: of all, in cells.
        height: of the columns alone.
        style: of the columns.
        below: words under the columns, from the first one on.
        ends: words under the first column and under the last one, instead.
    """
    cells = fitted(values, width - AXIS)
    top = max(values, default=0)
    scaled = [round(value * 1_000) for value in cells]
    lines: list[Line] = [(Run(title, "muted"),)]
    for index, row in enumerate(columns(scaled, height)):
        figure = figure_of(top) if not index else ""
        is_last = index == height - 1
        mark = "┤" if not index else "│"
        label = right("0" if is_last and height > 1 else figure, AXIS - 1)
        lines.append((Run(label, "muted"), Run(mark, "faint"), Run(row, style)))
    if words := below or _apart(*ends, len(cells)):
        lines.append((Run(" " * AXIS + words, "muted"),))
    return lines


def figure_of(value: float) -> str:
    """A number in four cells or so."""
    if value >= 10_000:  # noqa: PLR2004 - five digits do not fit
        return f"{value / 1_000:.0f}k"
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"  # noqa: PLR2004 - a decimal says nothing from there on


def _apart(first: str, last: str, width: int) -> str:
    """Words under both ends, and the last ones alone where both have no room."""
    room = width - len(first) - len(last)
    return f"{first}{' ' * room}{last}" if room > 0 else last.rjust(width)


def bars(
    rows: Sequence[tuple[str, int, str]], width: int, *, label: int = 11
) -> list[Line]:
    """A bar a row, each with its name, its number and its share of all.

    Args:
        rows: of each its name, its number and its style.
        width: of all, in cells.
        label: of the names.
    """
    total = sum(number for _, number, _ in rows)
    most = max((number for _, number, _ in rows), default=0)
    room = max(4, width - label - 7 - 6 - 1)
    lines: list[Line] = []
    for name, number, style in rows:
        filled, _ = meter(number / most if most else 0.0, room)
        share = f"{number / total * 100:.0f} %" if total else "–"
        lines.append(
            (
                Run(left(name, label), style or "muted"),
                Run(right(f"{number:,}", 7), "" if number else "muted"),
                Run(right(share, 6) + " ", "muted"),
                Run(filled, style or "heat-3"),
            )
        )
    return lines


def heat_map(values: Sequence[int], today: StudyDay, weeks: int) -> list[Line]:
    """Reviews by day: a column a week, Monday on top, today in the last column.

    Args:
        values: one a study day, oldest first, today last.
        today: the present study day.
        weeks: columns.
    """
    top = max(values, default=0)
    first = today - len(values) + 1
    last_week = (today + 3) // 7
    lines: list[Line] = [(Run("    " + month_names(last_week, weeks), "muted"),)]
    for weekday in range(7):
        runs = [Run(left(WEEKDAYS[weekday] if weekday % 2 == 0 else "", 4), "muted")]
        for week in range(last_week - weeks + 1, last_week + 1):
            index = week * 7 - 3 + weekday - first
            if 0 <= index < len(values):
                level = heat_level(values[index], top)
                runs.append(Run(HEAT[level] + " ", f"heat-{level}"))
            else:
                runs.append(Run("  "))
        lines.append(tuple(runs))
    return lines


def month_names(last_week: int, weeks: int) -> str:
    """The names of months above the weeks in which they begin."""
    text = ""
    for index, week in enumerate(range(last_week - weeks + 1, last_week + 1)):
        monday = date_of(StudyDay(week * 7 - 3))
        if monday.day <= 7 and len(text) <= index * 2:  # noqa: PLR2004 - first week
            text = text.ljust(index * 2) + MONTHS[monday.month - 1]
    return text
