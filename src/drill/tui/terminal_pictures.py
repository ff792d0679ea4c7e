"""What a terminal can draw, and the widget that draws a picture there.

The library of the extra `images` would ask the terminal, and read the answer where
Textual reads keys: a key could be lost. So what the terminal is comes from its
environment, and the library is kept from asking.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from io import StringIO
from typing import TYPE_CHECKING, Final

from rich.segment import Segment

from drill.tui.pictures import CELL, half_blocks
from drill.tui.runs import Line, Run
from drill.tui.widgets import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PIL.Image import Image
    from textual.widget import Widget

_KITTY: Final = frozenset(["ghostty", "kitty"])
"""Programs that draw kitty's pictures at placeholders of text."""
_SIXEL: Final = frozenset(["WezTerm", "contour", "iTerm.app", "mintty", "mlterm"])
_SIXEL_TERMS: Final = ("foot", "mlterm", "contour", "yaft", "sixel")


def protocol(setting: str, environment: Mapping[str, str]) -> str:
    """How pictures are drawn: `kitty`, `sixel`, `blocks`, or `off`.

    Args:
        setting: `appearance.images` of the settings.
        environment: variables.
    """
    if setting != "auto":
        return setting
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    if environment.get("TMUX") or term.startswith(("screen", "tmux")):
        return "blocks"
    if program in _KITTY or "kitty" in term or "ghostty" in term:
        # A placeholder's colour is the number of its picture: it must arrive unchanged.
        is_exact = environment.get("COLORTERM", "") in {"truecolor", "24bit"}
        return "kitty" if is_exact and not environment.get("NO_COLOR") else "blocks"
    if program in _SIXEL or any(word in term for word in _SIXEL_TERMS):
        return "sixel"
    return "sixel" if environment.get("KONSOLE_VERSION") else "blocks"


def cell_size() -> tuple[int, int]:
    """Pixels of a cell across and down, as the terminal's driver has them."""
    with suppress(ImportError, OSError, ValueError, TypeError):
        import fcntl
        import struct
        import termios

        answer = fcntl.ioctl(sys.__stdout__, termios.TIOCGWINSZ, b"\0" * 8)  # type: ignore[arg-type]
        rows, columns, width, height = struct.unpack("HHHH", answer)
        if rows and columns and width >= columns and height >= rows:
            return width // columns, height // rows
    return CELL


def picture_widget(picture: Image, size: tuple[int, int], how: str) -> Widget:
    """A widget that draws a picture.

    Args:
        picture: decoded.
        size: cells across and down.
        how: `kitty`, `sixel` or `blocks`.
    """
    widget: Widget
    if how in {"kitty", "sixel"}:
        with _library():
            from textual_image.widget import SixelImage, TGPImage
        widget = (TGPImage if how == "kitty" else SixelImage)(picture)
    else:
        widget = Lines(id="blocks")
        widget.paint(half_blocks(picture, *size))
    widget.styles.width, widget.styles.height = size
    return widget


def kitty_lines(
    picture: Image, size: tuple[int, int]
) -> tuple[list[Line], Callable[[], None]]:
    """Lines at which a terminal like kitty draws a picture, which is sent at once.

    Args:
        picture: decoded.
        size: cells across and down.

    Returns:
        The lines, and what makes the terminal forget the picture.
    """
    from rich.console import Console

    with _library():
        from textual_image.renderable.tgp import Image as Placed
    placed = Placed(picture, *size)
    console = Console(file=StringIO(), width=size[0], height=size[1])
    lines: list[Line] = [
        (Run(segment.text.rstrip("\n"), _colour(segment)),)
        for segment in placed.__rich_console__(console, console.options)
        if isinstance(segment, Segment)
    ]
    return lines, placed.cleanup


def _colour(segment: Segment) -> str:
    """The colour of a segment's text as `#RRGGBB`."""
    colour = segment.style.color if segment.style else None
    triplet = colour.triplet if colour else None
    return triplet.hex if triplet else ""


@contextmanager
def _library() -> Iterator[None]:
    """Import the library without a question to the terminal, and tell it of cells."""
    size = cell_size()
    with _quiet():
        from textual_image import _terminal

        known = _terminal.CellSize(*size)
        _terminal.get_cell_size._result = known  # type: ignore[attr-defined]  # noqa: SLF001
        yield


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep a library from asking the terminal while it is imported."""
    terminal, sys.__stdout__ = sys.__stdout__, StringIO()  # type: ignore[misc, assignment]
    try:
        yield
    finally:
        sys.__stdout__ = terminal  # type: ignore[misc]
