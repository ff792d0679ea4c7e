"""The names of all styles that lines may use, and what they look like.

The standard library alone: `drill.tui.painting` makes Textual styles of them, the
first paint escape sequences.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.tui.themes import Palette


@dataclass(frozen=True, slots=True)
class Look:
    """How a style is drawn; colours are names of the palette's fields."""

    colour: str = "text"
    behind: str = ""
    """The colour behind the text; empty: the screen's."""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    reverse: bool = False


CUBE_EDGES = (48, 115, 155, 195, 235)
"""Halfway between the six levels of the colour cube of a terminal."""
GREYISH = 12
"""Colours whose parts lie closer than this are shown as a grey."""
LOOKS: dict[str, Look] = {
    "": Look(),
    "strong": Look(bold=True),
    "emphasis": Look(italic=True),
    "strong-emphasis": Look(bold=True, italic=True),
    "strike": Look("muted", strike=True),
    "muted": Look("muted"),
    "faint": Look("faint"),
    "accent": Look("accent"),
    "title": Look("accent", bold=True),
    "heading": Look(bold=True),
    "key": Look("accent", bold=True),
    "cursor": Look("text", behind="raised", bold=True),
    "cursor-muted": Look("muted", behind="raised"),
    "mark": Look("accent", bold=True),
    "link": Look("accent", underline=True),
    "again": Look("again"),
    "hard": Look("hard"),
    "good": Look("good"),
    "easy": Look("easy"),
    "again-key": Look("again", bold=True),
    "hard-key": Look("hard", bold=True),
    "good-key": Look("good", bold=True),
    "easy-key": Look("easy", bold=True),
    "warning": Look("warning"),
    "error": Look("error", bold=True),
    "success": Look("success"),
    "code": Look("code"),
    "code-word": Look("code_word"),
    "code-string": Look("code_string"),
    "code-comment": Look("code_comment", italic=True),
    "code-number": Look("code_number"),
    "visible-control": Look("warning", reverse=True),
    "field": Look("text", behind="raised"),
    "caret": Look("text", reverse=True),
    "extra": Look("again", strike=True),
    "missing": Look("good", bold=True, underline=True),
    "cloze": Look("accent", bold=True, underline=True),
    "heat-0": Look("faint"),
    "heat-1": Look("heat_1"),
    "heat-2": Look("heat_2"),
    "heat-3": Look("heat_3"),
    "heat-4": Look("heat_4"),
}
"""Every style by name."""


class Depth(Enum):
    """How many colours a terminal shows."""

    NONE = "none"
    """`NO_COLOR`, or none at all."""
    INDEXED = "256"
    TRUE = "truecolor"


def escape_sequence(name: str, palette: Palette, depth: Depth) -> str:
    """The SGR sequence that sets a style, whatever was set before.

    Args:
        name: a key of `LOOKS`.
        palette: where the colours come from.
        depth: what the terminal can show.
    """
    look = LOOKS[name]
    codes = ["0"]
    attributes = (
        (look.bold, "1"), (look.italic, "3"), (look.underline, "4"),
        (look.reverse, "7"), (look.strike, "9"),
    )  # fmt: skip
    codes += [code for is_set, code in attributes if is_set]
    if depth is not Depth.NONE:
        codes.append("38;" + _code(getattr(palette, look.colour), depth))
        codes.append(
            "48;" + _code(getattr(palette, look.behind or "background"), depth)
        )
    return f"\x1b[{';'.join(codes)}m"


def _code(colour: str, depth: Depth) -> str:
    number = int(colour[1:], 16)
    red, green, blue = number >> 16, number >> 8 & 255, number & 255
    if depth is Depth.TRUE:
        return f"2;{red};{green};{blue}"
    return f"5;{_indexed(red, green, blue)}"


def _indexed(red: int, green: int, blue: int) -> int:
    """The nearest of the 256 colours: a grey, or one of the cube of six a side."""
    if max(red, green, blue) - min(red, green, blue) < GREYISH:
        level = round(((red + green + blue) / 3 - 8) / 10)
        return 232 + min(23, max(0, level))
    cube = [bisect(CUBE_EDGES, part) for part in (red, green, blue)]
    return 16 + 36 * cube[0] + 6 * cube[1] + cube[2]
