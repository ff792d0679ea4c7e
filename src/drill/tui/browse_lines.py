"""The list of a search: its columns, its marks, and the card at the mark. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.tui.list_lines import LazyLines
from drill.tui.runs import EMPTY, MARK, Line, Run, clip_line, left, right
from drill.tui.text import card_line, one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.sessions.steps import BrowseRow
    from drill.tui.hits import Hits, Selected

GAP = 2
START = 3
"""Cells of the mark and of the sign of selection."""
NARROWEST_FRONT = 12
LEGEND = (
    ("⚑", "hard", "flag"),
    ("‖", "muted", "suspended"),
    ("◗", "muted", "buried"),
    ("!", "again", "leech"),
)
"""The signs of the last column, with their words."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list."""

    name: str
    width: int
    text: Callable[[BrowseRow], str]
    from_width: int = 0
    """Cells of a terminal from which there is room for it."""
    is_number: bool = False
    sort: str = ""
    """The sort that it shows, if it is one."""


def _share(row: BrowseRow) -> str:
    share = row.retrievability
    return "" if share is None else f"{share * 100:.0f} %"


def _days(days: float | None) -> str:
    if days is None:
        return ""
    return f"{days:.1f} d" if days < 100 else f"{days:,.0f} d"  # noqa: PLR2004 - a decimal says nothing from there on


COLUMNS = (
    Column("topic", 14, lambda row: one_line(row.topic or row.deck), 66, sort="deck"),
    Column("deck", 20, lambda row: one_line(row.deck), 132, sort="deck"),
    Column("state", 10, lambda row: row.state, 96),
    Column("due", 13, lambda row: row.due_label or row.state, sort="due"),
    Column("r", 5, _share, is_number=True, sort="retrievability"),
    Column("stable", 9, lambda row: _days(row.stability), 112, is_number=True,
           sort="stability"),
    Column("diff", 5, lambda row: "" if row.difficulty is None
           else f"{row.difficulty:.1f}", 112, is_number=True, sort="difficulty"),
    Column("laps", 4, lambda row: f"{row.lapses}" if row.lapses else "·", 104,
           is_number=True, sort="lapses"),
)  # fmt: skip
SIGNS = 4
"""Cells of the signs at the end."""


def columns_for(width: int) -> list[Column]:
    """The columns that a terminal of a width has room for."""
    return [column for column in COLUMNS if width >= column.from_width]


def front_width(width: int) -> int:
    """Cells that are left for the front."""
    taken = sum(column.width + GAP for column in columns_for(width))
    return max(NARROWEST_FRONT, width - START - taken - GAP - SIGNS)


def head_line(hits: Hits, width: int) -> Line:
    """The names of the columns, the one that sorts marked with its direction."""
    wanted = hits.wanted
    arrow = "▾" if wanted.descending else "▴"
    runs: list[Run] = [Run(" " * START)]
    is_front = wanted.sort == "front"
    label = f"front {arrow}" if is_front else "front"
    runs.append(Run(left(label, front_width(width)), "accent" if is_front else "muted"))
    for column in columns_for(width):
        is_sorting = bool(column.sort) and column.sort == wanted.sort
        name = column.name + (f" {arrow}" if is_sorting else "")
        pad = right if column.is_number else left
        style = "accent" if is_sorting else "muted"
        runs += [Run(" " * GAP), Run(pad(name, column.width), style)]
    return clip_line(tuple(runs), width)


def order_line(hits: Hits, width: int, message: str = "") -> Line:
    """How the list is sorted, or why the search cannot be read.

    Args:
        hits: what was found.
        width: of the terminal, in cells.
        message: what was done last, said instead.
    """
    if hits.error:
        hint = f"  {hits.hint}" if hits.hint else ""
        return clip_line(
            (
                Run(" ✗ ", "error"),
                Run(one_line(hits.error), "warning"),
                Run(one_line(hint), "muted"),
            ),
            width,
        )
    if message:
        return clip_line((Run(" ✓ ", "success"), Run(one_line(message))), width)
    return (Run(f"   {hits.wanted.order}", "muted"),)


def browse_rows(hits: Hits, selected: Selected, cursor: int, width: int) -> LazyLines:
    """The rows, each drawn when it is looked at."""
    columns = columns_for(width)
    room = front_width(width)

    def draw(place: int) -> Line:
        row = hits.row(place)
        if row is None:
            return (
                Run(f"{MARK if place == cursor else ' '}  ", "mark"),
                Run("…", "muted"),
            )
        is_marked = place == cursor
        is_selected = row.card in selected
        return clip_line(
            (
                Run(MARK if is_marked else " ", "mark"),
                Run("● " if is_selected else "  ", "good", f"screen.pick({place})"),
                *_cells(row, columns, room, f"screen.pick({place})",
                        is_marked=is_marked),
                *_signs(row),
            ),
            width,
        )  # fmt: skip

    return LazyLines(hits.total, draw)


def _cells(
    row: BrowseRow, columns: list[Column], room: int, action: str, *, is_marked: bool
) -> list[Run]:
    is_quiet = row.suspended or row.buried
    style = "cursor" if is_marked else "muted" if is_quiet else ""
    other = "cursor-muted" if is_marked else "muted"
    runs = [Run(left(card_line(row.front) or "–", room), style, action)]
    for column in columns:
        pad = right if column.is_number else left
        runs.append(Run(" " * GAP + pad(column.text(row), column.width), other, action))
    return runs


def _signs(row: BrowseRow) -> list[Run]:
    texts = (
        f"⚑{row.flag}" if row.flag else "",
        "‖" if row.suspended else "",
        "◗" if row.buried else "",
        "!" if row.leech else "",
    )
    shown = [
        Run(text, style)
        for text, (_, style, _) in zip(texts, LEGEND, strict=True)
        if text
    ]
    return [Run(" " * GAP), *shown] if shown else []


def legend() -> Line:
    """What the signs of the last column mean."""
    runs: list[Run] = [Run(" ")]
    for sign, style, word in LEGEND:
        runs += [Run(sign, style), Run(f" {word} ", "muted")]
    return tuple(runs)


def found_label(hits: Hits, selected: Selected) -> str:
    """`12 selected · 1,234 cards`."""
    if not hits.is_known:
        return "searching …"
    total = plural(hits.total, "card")
    return f"{len(selected):,} selected · {total}" if len(selected) else total


def row_detail(row: BrowseRow | None, width: int, rows: int) -> list[Line]:
    """The card at the mark in full words.

    Args:
        row: None while it has not come yet.
        width: of the terminal, in cells.
        rows: lines at most.
    """
    if row is None or rows < 2:  # noqa: PLR2004 - the front and the facts
        return []
    room = max(8, width - 2 * START)
    front = wrap([Run(card_line(row.front))], room)
    facts = wrap([Run(one_line(_facts(row)), "muted")], room)
    kept = front[: max(1, rows - len(facts))]
    if len(kept) < len(front):
        kept[-1] = clip_line((*kept[-1], Run(" …")), room)
    lines = [*kept, *[EMPTY] * (rows - len(kept) - len(facts)), *facts]
    margin = Run(" " * START)
    return [(margin, *line) if line else line for line in lines[:rows]]


def error_detail(hits: Hits, width: int, rows: int) -> list[Line]:
    """Why a search cannot be read, and what to do, in full."""
    room = max(8, width - 2 * START)
    lines = wrap([Run(one_line(hits.error), "warning")], room)
    if hits.hint:
        lines += wrap([Run(one_line(hits.hint), "muted")], room)
    return [(Run(" " * START), *line) for line in lines[: max(0, rows)]]


def _facts(row: BrowseRow) -> str:
    stands = [
        name
        for name, is_set in (
            (f"flag {row.flag}", bool(row.flag)),
            ("suspended", row.suspended),
            ("buried until tomorrow", row.buried),
            ("leech", row.leech),
        )
        if is_set
    ]
    due = f"due {row.due_label}" if row.due_label else ""
    tags = f"tags {', '.join(row.tags)}" if row.tags else ""
    parts = [row.card, row.state, due, *stands, tags]
    return " · ".join(part for part in parts if part)


def nothing_found(hits: Hits) -> list[Line]:
    """What is said instead of rows."""
    if not hits.is_known or hits.total or hits.error:
        return []
    words = "Nothing is found." if hits.wanted.text else "There is no card yet."
    hint = "F1 lists what can be searched for." if hits.wanted.text else ""
    return [EMPTY, (Run(f"   {words}"),), (Run(f"   {hint}", "muted"),)]
