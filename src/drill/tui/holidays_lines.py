"""The holidays that are declared, as a list. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.tui.list_lines import ListPicture, marked, plain_list
from drill.tui.runs import EMPTY, Line, Run, left
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.steps import Holiday

LABEL = 36
ABOUT = (
    "On a day off nothing comes due: cards that would are moved to the days around it,"
    " and the streak goes on. Learning ahead of it is custom study, c on home."
)


def holidays_picture(
    holidays: Sequence[Holiday], cursor: int, width: int
) -> ListPicture:
    """The holidays, earliest first."""
    room = max(8, min(width - 6, 92))
    head: list[Line] = [EMPTY]
    head += [(Run("   "), *line) for line in wrap([Run(ABOUT, "muted")], room)]
    head.append(EMPTY)
    if not holidays:
        head.append((Run("   No holiday is declared."),))
    rows = [
        _row(holiday, index, is_marked=index == cursor)
        for index, holiday in enumerate(holidays)
    ]
    return plain_list(rows, width, head)


def _row(holiday: Holiday, index: int, *, is_marked: bool) -> Line:
    action = f"screen.pick({index})"
    style = "cursor" if is_marked else "muted" if holiday.is_over else ""
    days = plural(holiday.last - holiday.first + 1, "day")
    over = ", over" if holiday.is_over else ""
    return (
        marked(is_marked),
        Run(left(holiday.label, LABEL), style, action),
        Run(f"  {days}{over}", "muted", action),
    )
