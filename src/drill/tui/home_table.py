"""The table of decks on the first screen. Pure; the standard library alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.drawing import meter
from drill.tui.runs import MARK, Line, Run, clip_line, left, right
from drill.tui.text_safety import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from drill.sessions.steps import DeckRow

WIDE = 110
"""Cells from which what is known is drawn as well."""
NARROW = 56
"""Cells below which only what is due and new is told."""
WIDEST = 98
"""Wider tables are harder to read along, not easier."""
KNOWN_METER = 20
COLUMNS = (("due", 6), ("learning", 10), ("new", 7), ("known", 9))
FEW_COLUMNS = (("due", 6), ("new", 6))


def deck_table(
    rows: Sequence[DeckRow], cursor: int, unfolded: Collection[str], width: int
) -> list[Line]:
    """A head, and a line for each row.

    Args:
        rows: those that are visible.
        cursor: the index of the row with the mark; -1: none.
        unfolded: ids of the decks that show their topics.
        width: in cells; no line is wider.
    """
    columns = FEW_COLUMNS if width < NARROW else COLUMNS
    drawn = KNOWN_METER + 1 if width >= WIDE else 0
    room = min(width, WIDEST) - 2 - drawn - sum(size for _, size in columns)
    head = "".join(right(name, size) for name, size in columns)
    lines: list[Line] = [
        (Run(" " + left("Decks", room), "heading"), Run(head, "muted")),
    ]
    for index, row in enumerate(rows):
        figures = _figures(row)
        numbers = "".join(right(figures[name], size) for name, size in columns)
        name = left(_indent(row, unfolded) + one_line(row.title), room)
        line = _row(name, numbers, index, is_marked=index == cursor)
        lines.append((*line, *_known(row)) if drawn else line)
    return [clip_line(line, width) for line in lines]


def _figures(row: DeckRow) -> dict[str, str]:
    return {
        "due": _number(row.due),
        "learning": _number(row.learning),
        "new": _number(row.new),
        "known": f"{_share(row) * 100:.0f} %",
    }


def _number(number: int) -> str:
    return f"{number:,}" if number else "·"


def _share(row: DeckRow) -> float:
    return row.known / row.cards if row.cards else 0.0


def _row(name: str, numbers: str, index: int, *, is_marked: bool) -> Line:
    action = f"screen.pick({index})"
    return (
        Run(MARK if is_marked else " ", "mark"),
        Run(name, "cursor" if is_marked else "", action),
        Run(numbers, "cursor" if is_marked else "muted", action),
    )


def _known(row: DeckRow) -> Line:
    filled, rest = meter(_share(row), KNOWN_METER)
    return Run(" " + filled, "heat-3"), Run(rest, "faint")


def _indent(row: DeckRow, unfolded: Collection[str]) -> str:
    if row.depth:
        return "    "
    return "▾ " if row.id in unfolded else "▸ "
