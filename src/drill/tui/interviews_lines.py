"""The formats to sit, and the sittings there were, as one list. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from drill.sessions.interview_steps import FormatRow, SittingRow
from drill.tui.list_lines import ListPicture, grouped, marked
from drill.tui.runs import EMPTY, Line, Run, cells, indented, left, right, width_of
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from drill.sessions.interview_steps import InterviewsStep

MARGIN = 3
TITLE = 30
DATE = 12
POINTS = 10
PROBLEMS = 3
"""Defects that are told; the others are counted."""
GOES_ON = "Enter goes on with it where it stood."
Row: TypeAlias = FormatRow | SittingRow


def rows_of(step: InterviewsStep) -> list[Row]:
    """What the mark can stand at: half way, formats, finished."""
    return [*step.open, *step.formats, *step.done]


def interviews_picture(step: InterviewsStep, cursor: int, width: int) -> ListPicture:
    """The three groups; those without a row are left out.

    Args:
        step: what there is.
        cursor: the row of the mark.
        width: of the page, in cells.
    """
    lines = [
        _line(row, index, width, is_marked=index == cursor)
        for index, row in enumerate(rows_of(step))
    ]
    half, formats = len(step.open), len(step.formats)
    groups = [
        ("Half way", lines[:half]),
        ("Formats", lines[half : half + formats]),
        ("Earlier", lines[half + formats :]),
    ]
    return grouped([(name, rows) for name, rows in groups if rows], width)


def _line(row: Row, index: int, width: int, *, is_marked: bool) -> Line:
    action = f"screen.pick({index})"
    style = "cursor" if is_marked else ""
    wide = min(TITLE, max(TITLE // 3, width - MARGIN - DATE - POINTS))
    title = Run(left(one_line(row.title), wide), style, action)
    start: Line = (marked(is_marked), title)
    ends: tuple[str, ...]
    if isinstance(row, FormatRow):
        start = (*start, Run(right(f"{row.minutes:g} min", 8), "muted", action))
        points = "" if row.last is None else _points(row.last)
        ends = (f"   last time {points}", f"   {points}") if points else ()
    else:
        points = "" if row.is_open else _points(row)
        start = (*start, Run(right(row.date_label, DATE), "muted", action))
        start = (*start, Run(right(points, POINTS), "", action))
        ends = (f"   sitting {row.number}",)
    room = width - width_of(start)
    end = next((each for each in ends if cells(each) <= room), "")
    return (*start, Run(end, "muted", action))


def _points(row: SittingRow) -> str:
    return "no score" if row.share is None else f"{4 * row.share:.1f} of 4"


def detail_lines(step: InterviewsStep, cursor: int, width: int) -> list[Line]:
    """What the row at the mark is about."""
    rows = rows_of(step)
    room = max(8, min(width - 2 * MARGIN, 110))
    if cursor >= len(rows):
        return []
    row = rows[cursor]
    if isinstance(row, SittingRow):
        words = GOES_ON if row.is_open else "Enter shows its report."
        return indented(wrap([Run(words, "muted")], room), MARGIN)
    lines = wrap([Run(one_line(row.description), "muted")], room)
    lines += wrap([Run(" · ".join(map(one_line, row.sections)))], room)
    return indented(lines, MARGIN)


def problem_lines(step: InterviewsStep, width: int) -> list[Line]:
    """Defects of format files, told above the list."""
    room = max(8, width - 2 * MARGIN)
    lines: list[Line] = []
    for each in step.problems[:PROBLEMS]:
        lines += wrap([Run("! ", "warning"), Run(one_line(each), "warning")], room)
    rest = len(step.problems) - PROBLEMS
    if rest > 0:
        lines += wrap([Run(f"{rest} more: drill check lists them", "muted")], room)
    return [EMPTY, *indented(lines, MARGIN)] if lines else []
