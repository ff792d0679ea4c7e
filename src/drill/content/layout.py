"""How much room a text takes, and how much there is to say."""

from __future__ import annotations

import re
import textwrap
from typing import Final

from drill.content.markdown import code_parts
from drill.content.plain import plain, without_code_blocks

WIDTH: Final = 76
"""Columns of text on a screen of 80."""

CODE_WIDTH: Final = 74
"""Columns of code and of diagrams there: wider lines are folded."""
WHY_WIDTH: Final = 67
"""Columns of them in an explanation, which stands beside its label."""

_BREAK = re.compile(r"\n(?=\s*(?:[-*+] |\d+[.)] |#|>|\|))|\n\s*\n")
"""Where Markdown begins a new line by itself: blank lines, lists, tables, headings."""


def height(text: str) -> int:
    """The lines that a text fills at 76 columns; blank ones do not count."""
    lines = 0
    start = 0
    for part in code_parts(text):
        if part.is_block:
            lines += _prose_height(text[start : part.start])
            code = text[part.inner_start : part.inner_end].split("\n")
            lines += sum(bool(line.strip()) for line in code)
            start = part.end
    return lines + _prose_height(text[start:])


def _prose_height(text: str) -> int:
    if not text.strip():
        return 0
    paragraphs = (plain(part) for part in _BREAK.split(text))
    return sum(len(textwrap.wrap(part, WIDTH)) for part in paragraphs)


def can_exceed(text: str, limit: int) -> bool:
    """Whether `height` can be above a limit; much quicker than `height`."""
    lines = text.split("\n")
    return len(lines) > limit or any(len(line) > WIDTH for line in lines)


def words(text: str) -> int:
    """The words of a text outside of code blocks."""
    spoken = plain(without_code_blocks(text))
    return sum(any(map(str.isalnum, word)) for word in spoken.split())


def wide_line(text: str, width: int = CODE_WIDTH) -> int | None:
    """The first line of a code block that is wider than so many columns, from 0."""
    for part in code_parts(text):
        if part.is_block:
            first = text.count("\n", 0, part.inner_start)
            code = text[part.inner_start : part.inner_end].split("\n")
            for number, line in enumerate(code):
                if len(line.rstrip()) > width:
                    return first + number
    return None
