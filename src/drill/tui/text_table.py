"""Draws a table of a card: columns aligned, rules faint, long cells wrapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.runs import Line, Run, fill, width_of
from drill.tui.text_inline import inline
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from drill.tui.text_blocks import Table

NARROWEST = 4
GAP = 3
"""Cells between two columns: a space, a rule, a space."""
SEPARATOR = Run(" │ ", "faint")


def table_lines(table: Table, width: int) -> list[Line]:
    """The lines of a table that is at most `width` cells wide, where it can be."""
    rows = [
        [inline(cell, "heading" if index == 0 else "") for cell in row]
        for index, row in enumerate(table.rows)
    ]
    natural = [
        max(width_of(tuple(row[column])) for row in rows)
        for column in range(len(rows[0]))
    ]
    widths = _shrunk(natural, width - GAP * (len(natural) - 1))
    lines: list[Line] = []
    for index, row in enumerate(rows):
        lines += _row(row, widths, table.flush_right)
        if index == 0:
            lines.append((Run("─┼─".join("─" * size for size in widths), "faint"),))
    return lines


def _shrunk(natural: list[int], room: int) -> list[int]:
    """Widths that fit, taken from the widest column first."""
    widths = [max(1, width) for width in natural]
    while sum(widths) > room and max(widths) > NARROWEST:
        widest = widths.index(max(widths))
        others = sorted(widths)[-2] if len(widths) > 1 else 0
        excess = sum(widths) - room
        step = min(excess, max(1, widths[widest] - max(others, NARROWEST)))
        widths[widest] -= step
    return widths


def _row(
    row: list[list[Run]], widths: list[int], flush_right: tuple[bool, ...]
) -> list[Line]:
    cells = [wrap(runs, size) for runs, size in zip(row, widths, strict=True)]
    lines: list[Line] = []
    for height in range(max(map(len, cells))):
        parts: list[Run] = []
        for column, (block, size) in enumerate(zip(cells, widths, strict=True)):
            piece = block[height] if height < len(block) else ()
            if flush_right[column]:
                piece = (Run(" " * (size - width_of(piece))), *piece)
            parts += [*([SEPARATOR] if column else []), *fill(piece, size)]
        lines.append(tuple(parts))
    return lines
