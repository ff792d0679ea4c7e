"""The only way of deck text to the screen.

Markdown-ish text becomes styled lines of a given width. Deck text is data: it is
never read as terminal markup, and nothing of it reaches the terminal that is not
visible. Pure, and cached: a face is laid out once a width.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from drill.tui.runs import Line, Run, cells, cut
from drill.tui.text_blocks import (
    Block,
    Code,
    Heading,
    Item,
    Paragraph,
    Points,
    Quote,
    Rule,
    Table,
    blocks,
)
from drill.tui.text_inline import inline
from drill.tui.text_safety import one_line, visible
from drill.tui.text_table import table_lines
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROWEST = 8
"""Layout never assumes less; what is wider than the screen is cut off there."""
CONTINUED = Run("↪ ", "faint")

__all__ = ["as_source", "card_line", "holds_maths", "one_line", "text_lines"]


@lru_cache(maxsize=256)
def text_lines(text: str, width: int, *, syntax: bool = True) -> tuple[Line, ...]:
    """Text of a deck as lines of at most `width` cells.

    Args:
        text: raw Markdown of a note.
        width: in cells; below 8 it counts as 8.
        syntax: whether to colour code by its language.
    """
    shown = visible(text)
    if _may_hold_maths(shown):
        from drill.tui.maths_spans import with_maths

        shown = with_maths(shown)
    found = blocks(shown)
    return tuple(_stacked(found, max(NARROWEST, width), syntax=syntax))


def holds_maths(text: str) -> bool:
    """Whether a text of a deck holds maths."""
    if not _may_hold_maths(text):
        return False
    from drill.tui.maths_spans import has_maths

    return has_maths(text)


def as_source(text: str) -> str:
    """A text of a deck whose maths is shown as its source."""
    if not _may_hold_maths(text):
        return text
    from drill.tui.maths_spans import with_maths

    return with_maths(text, as_source=True)


def card_line(text: str) -> str:
    """A text of a card without its Markdown, on one line, its maths as Unicode."""
    line = one_line(text)
    if not _may_hold_maths(line):
        return line
    from drill.tui.maths_spans import plain_maths

    return plain_maths(line)


def _may_hold_maths(text: str) -> bool:
    """Whether it is worth looking; most texts pay no more than this."""
    return "$" in text or "\\" in text or "[latex]" in text


def _stacked(found: Sequence[Block], width: int, *, syntax: bool) -> list[Line]:
    """Blocks below each other with a blank line between."""
    lines: list[Line] = []
    for block in found:
        if lines:
            lines.append(())
        lines += _drawn(block, width, syntax=syntax)
    return lines


def _drawn(  # noqa: PLR0911 - a kind, a return
    block: Block, width: int, *, syntax: bool
) -> list[Line]:
    match block:
        case Paragraph(text):
            return wrap(inline(text), width)
        case Heading(text):
            return wrap(inline(text, "heading"), width)
        case Code():
            return _code(block, width, syntax=syntax)
        case Quote(inner):
            return _quote(inner, width, syntax=syntax)
        case Points(items):
            return _points(items, width, syntax=syntax)
        case Table():
            return table_lines(block, width)
        case Rule():
            return [(Run("─" * width, "faint"),)]


def _code(code: Code, width: int, *, syntax: bool) -> list[Line]:
    lines: list[Line] | None = None
    if syntax and code.language:
        from drill.tui.highlight import highlighted

        lines = highlighted("\n".join(code.lines), code.language)
    if lines is None:
        lines = [(Run(line),) if line else () for line in code.lines]
    if code.is_picture:
        lines = [tuple(inline(line)) for line in code.lines]
    return [part for line in lines for part in _folded(line, width)]


def _folded(line: Line, width: int) -> list[Line]:
    """A line of code on as many rows as it needs; the later ones are marked."""
    rows: list[Line] = []
    row: list[Run] = []
    used = 0
    for run in line:
        text = run.text
        while used + cells(text) > width:
            head, text = cut(text, width - used)
            rows.append((*row, run._replace(text=head)))
            row, used = [CONTINUED], cells(CONTINUED.text)
        row.append(run._replace(text=text))
        used += cells(text)
    return [*rows, tuple(row)]


def _quote(inner: Sequence[Block], width: int, *, syntax: bool) -> list[Line]:
    lines = _stacked(inner, width - 2, syntax=syntax)
    return [(Run("▎ ", "muted"), *line) for line in lines]


def _points(items: Sequence[Item], width: int, *, syntax: bool) -> list[Line]:
    margin = max(cells(item.mark) for item in items) + 1
    lines: list[Line] = []
    is_loose = any(len(item.blocks) > 1 and _is_long(item) for item in items)
    for item in items:
        if lines and is_loose:
            lines.append(())
        body = _tight(item.blocks, width - margin, syntax=syntax) or [()]
        mark = " " * (margin - 1 - cells(item.mark)) + item.mark + " "
        lines.append((Run(mark, "muted"), *body[0]))
        lines += [(Run(" " * margin), *line) if line else () for line in body[1:]]
    return lines


def _is_long(item: Item) -> bool:
    return any(not isinstance(block, Points) for block in item.blocks[1:])


def _tight(found: Sequence[Block], width: int, *, syntax: bool) -> list[Line]:
    """Blocks of a point: a list below its text follows without a blank line."""
    lines: list[Line] = []
    for block in found:
        if lines and not isinstance(block, Points):
            lines.append(())
        lines += _drawn(block, max(NARROWEST, width), syntax=syntax)
    return lines
