"""The list of katas, and the list of earlier runs of one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.kata_steps import KataState
from drill.tui.list_lines import ListPicture, grouped, marked, plain_list, row_style
from drill.tui.quiz_lines import clock_text
from drill.tui.runs import EMPTY, Line, Run, clip_line, indented, left, right
from drill.tui.text import one_line, text_lines
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from drill.sessions.kata_steps import AttemptRow, KataRow, KatasStep

MARGIN = 3
TITLE = 40
NONE = "There are no katas among your decks: choose decks that have some."
NO_RUNS = "No run was judged yet."


def katas_picture(step: KatasStep, cursor: int, width: int) -> ListPicture:
    """Katas half way first, then by topic.

    Args:
        step: what there is.
        cursor: the row of the mark.
        width: of the page, in cells.
    """
    if not step.rows:
        words = wrap([Run(NONE, "muted")], max(8, width - 2 * MARGIN))
        return ListPicture([EMPTY, *indented(words, MARGIN)], ())
    groups: list[tuple[str, list[Line]]] = []
    for index, row in enumerate(step.rows):
        name = group_of(row)
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        groups[-1][1].append(_row(row, index, width, is_marked=index == cursor))
    return grouped(groups, width)


def group_of(row: KataRow) -> str:
    """The heading that a kata stands under."""
    if row.is_begun:
        return "Half way"
    return (
        "Due" if row.state is KataState.DUE else one_line(row.topic.partition("/")[0])
    )


def _row(row: KataRow, index: int, width: int, *, is_marked: bool) -> Line:
    action = f"screen.pick({index})"
    style = row_style(is_marked=is_marked)
    wide = min(TITLE, max(16, width - MARGIN - 26))
    minutes = "" if row.minutes is None else f"{row.minutes} min"
    return (
        marked(is_marked),
        Run(left(one_line(row.title), wide), style, action),
        Run(right(minutes, 8), "muted", action),
        Run("   ", "", action),
        Run(_standing(row), _style(row), action),
    )


def _standing(row: KataRow) -> str:
    if row.state is KataState.SUSPENDED:
        return "suspended"
    if row.state is KataState.NEW:
        return row.last_verdict or "new"
    when = row.due_label if row.state is KataState.LATER else "due"
    best = "" if row.best_s is None else f", best {clock_text(row.best_s)}"
    return f"{when}{best}"


def _style(row: KataRow) -> str:
    return "accent" if row.state is KataState.DUE else "muted"


def kata_detail(row: KataRow, width: int) -> list[Line]:
    """What is known of the kata at the mark."""
    said = [one_line(row.topic)]
    if row.attempts:
        said.append(f"{row.attempts} run{'' if row.attempts == 1 else 's'}")
        said.append(f"the latest: {row.last_verdict}")
    if row.is_begun:
        said.append("half way")
    line: Line = (Run(" · ".join(said), "muted"),)
    return indented([clip_line(line, max(8, width - 2 * MARGIN))], MARGIN)


def attempts_picture(
    rows: tuple[AttemptRow, ...], cursor: int, width: int
) -> ListPicture:
    """Earlier runs, the latest first."""
    if not rows:
        return ListPicture([EMPTY, (Run(f"   {NO_RUNS}", "muted"),)], ())
    lines = [
        _attempt(row, index, len(rows), is_marked=index == cursor)
        for index, row in enumerate(rows)
    ]
    return plain_list(lines, width, [EMPTY])


def _attempt(row: AttemptRow, index: int, count: int, *, is_marked: bool) -> Line:
    action = f"screen.pick({index})"
    local = row.at.astimezone()
    hints = f"{row.hints} hint{'' if row.hints == 1 else 's'}" if row.hints else ""
    verdict = "success" if row.verdict == "passed" else "error"
    return (
        marked(is_marked),
        Run(left(f"run {count - index}", 8), row_style(is_marked=is_marked), action),
        Run(left(f"{local:%d %b %Y %H:%M}", 20), "muted", action),
        Run(left(row.verdict, 16), verdict, action),
        Run(right(f"{row.passed} of {row.total}", 12), "", action),
        Run(right(clock_text(row.spent_s), 9), "muted", action),
        Run(f"   {hints}", "muted", action),
    )


def code_lines(row: AttemptRow, width: int, *, syntax: bool) -> list[Line]:
    """The code of an earlier run."""
    fence = "`" * 12
    text = f"{fence}{row.language}\n{row.source.rstrip()}\n{fence}"
    return [*text_lines(text, max(8, width), syntax=syntax)]
