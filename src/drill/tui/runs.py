"""Lines of styled text, measured in terminal cells.

A screen's content is built as `Line`s by pure functions, so that the first paint
(plain ANSI, before Textual is imported) and the real screen show the same. The
standard library alone; style names are those of `drill.tui.styles`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

ELLIPSIS = "…"
MARK = "\u276f"
"""The angle that points at the row in question."""
HANGUL_VOWELS = range(0x1160, 0x1200)
"""Conjoining vowels and finals, drawn into the cell of the consonant before them."""


class Run(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: str = ""
    """A name of `drill.tui.styles.LOOKS`, or a colour `#RRGGBB`, also before another
    as `#RRGGBB#RRGGBB`; empty: plain text."""
    action: str = ""
    """What a click on it does, as a Textual action; empty: nothing."""


Line: TypeAlias = tuple[Run, ...]
EMPTY: Line = ()


@lru_cache(maxsize=4096)
def _cell(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf", "Cc"}:
        return 0
    if ord(character) in HANGUL_VOWELS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cells(text: str) -> int:
    """How many terminal cells a text without newlines takes."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def width_of(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cells(run.text) for run in line)


def text_of(line: Line) -> str:
    """A line without its styles."""
    return "".join(run.text for run in line)


def cut(text: str, width: int) -> tuple[str, str]:
    """Split a text so that the first part takes at most `width` cells."""
    if text.isascii():
        return text[:width], text[width:]
    taken = 0
    for index, character in enumerate(text):
        taken += _cell(character)
        if taken > width:
            return text[:index], text[index:]
    return text, ""


def clip(text: str, width: int) -> str:
    """A text of at most `width` cells; what is left out is marked by an ellipsis."""
    if cells(text) <= width:
        return text
    return cut(text, width - 1)[0] + ELLIPSIS if width > 0 else ""


def clip_line(line: Line, width: int) -> Line:
    """A line of at most `width` cells, marked by an ellipsis where it was cut."""
    if width_of(line) <= width:
        return line
    kept: list[Run] = []
    room = width
    for run in line:
        taken = cells(run.text)
        if taken >= room:
            shortened = clip(run.text + ELLIPSIS, room)
            kept.append(run._replace(text=shortened))
            break
        kept.append(run)
        room -= taken
    return tuple(kept)


def left(text: str, width: int) -> str:
    """A text clipped and padded to exactly `width` cells, flush left."""
    clipped = clip(text, width)
    return clipped + " " * (width - cells(clipped))


def right(text: str, width: int) -> str:
    """A text clipped and padded to exactly `width` cells, flush right."""
    clipped = clip(text, width)
    return " " * (width - cells(clipped)) + clipped


def fill(line: Line, width: int, style: str = "") -> Line:
    """A line clipped and padded to exactly `width` cells."""
    clipped = clip_line(line, width)
    missing = width - width_of(clipped)
    return (*clipped, Run(" " * missing, style)) if missing > 0 else clipped


def apart(start: Line, end: Line, width: int) -> Line:
    """Two lines in one, the second flush right; the first gives way."""
    room = width - width_of(end)
    if room < 1:
        return clip_line(end, width)
    clipped = clip_line(start, room - 1)
    return (*clipped, Run(" " * (room - width_of(clipped))), *end)


def beside(
    first: Iterable[Line], second: Iterable[Line], column: int, width: int
) -> list[Line]:
    """Two blocks side by side, the second starting at cell `column`."""
    ones, others = list(first), list(second)
    rows = max(len(ones), len(others))
    ones += [EMPTY] * (rows - len(ones))
    others += [EMPTY] * (rows - len(others))
    return [
        clip_line((*fill(one, column - 1), Run(" "), *other), width) if other else one
        for one, other in zip(ones, others, strict=True)
    ]


def styled(line: Line, style: str) -> Line:
    """A line whose plain runs take a style."""
    return tuple(run if run.style else run._replace(style=style) for run in line)


def indented(lines: Iterable[Line], columns: int) -> list[Line]:
    """Lines moved to the right; empty ones stay empty."""
    margin = Run(" " * columns)
    return [(margin, *line) if line else line for line in lines]
