"""Earlier quizzes as a list under a chart of their scores. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.charts import column_chart
from drill.tui.drawing import meter
from drill.tui.list_lines import ListPicture, marked, plain_list
from drill.tui.quiz_lines import span_words
from drill.tui.quiz_report_lines import percent
from drill.tui.runs import EMPTY, Line, Run, indented, left, right
from drill.tui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.sitting_steps import QuizRow

MARGIN = 3
HEIGHT = 4
"""Rows of the chart."""
MOST = 60
"""Quizzes that the chart goes back."""
FEWEST = 2
"""With fewer there is nothing to compare."""
FIXED = 64
"""Cells of a row without its title."""
WIDEST = 40
BAR = 10


def quizzes_picture(rows: Sequence[QuizRow], cursor: int, width: int) -> ListPicture:
    """The quizzes, latest first, under their scores.

    Args:
        rows: latest first.
        cursor: the row of the mark.
        width: of the page, in cells.
    """
    head: list[Line] = [*_chart(rows, width), EMPTY]
    if not rows:
        head.append((Run("   No quiz yet: enter on the screen before begins one."),))
    room = max(8, min(width - FIXED, WIDEST))
    lines = [
        _row(row, index, room, is_marked=index == cursor)
        for index, row in enumerate(rows)
    ]
    return plain_list(lines, width, head)


def _chart(rows: Sequence[QuizRow], width: int) -> list[Line]:
    scored = [row for row in reversed(rows) if row.score is not None][-MOST:]
    if len(scored) < FEWEST:
        return []
    values = [100 * (row.score or 0.0) for row in scored]
    lines = column_chart(
        "Scores, in per cent",
        values,
        max(20, width - 2 * MARGIN),
        HEIGHT,
        ends=(scored[0].date_label, scored[-1].date_label),
    )
    return [EMPTY, *indented(lines, MARGIN)]


def _row(row: QuizRow, index: int, room: int, *, is_marked: bool) -> Line:
    action = f"screen.pick({index})"
    filled, rest = meter(row.score or 0.0, BAR)
    style = "cursor" if is_marked else ""
    asked = f"{row.counted} of {row.number}"
    return (
        marked(is_marked),
        Run(left(row.date_label, 12), style, action),
        Run(left(one_line(row.title), room), style, action),
        Run(right(percent(row.score), 6) + " ", style, action),
        Run(filled if row.score is not None else "", "heat-3", action),
        Run(rest if row.score is not None else " " * BAR, "faint", action),
        Run(right(asked, 11), "muted", action),
        Run(right(span_words(row.spent_s), 9), "muted", action),
        Run(f"  {state_of(row)}", "warning" if row.is_open else "muted", action),
    )


def state_of(row: QuizRow) -> str:
    """What is to be said of a quiz that did not come to its end."""
    if row.is_open:
        return "! half way" if row.can_resume else "elsewhere"
    return "given up" if row.given_up else ""
