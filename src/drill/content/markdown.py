"""As much Markdown as the rules of decks need: what is code, what is plain text.

No Markdown is rendered here; the screens do that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
_TICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Code:
    """A stretch of a text that is code."""

    start: int
    end: int
    """The offset after its last character, fences and backticks included."""
    inner_start: int
    inner_end: int
    is_block: bool = False


@lru_cache(maxsize=512)
def code_parts(text: str) -> tuple[Code, ...]:
    """Fenced blocks and code spans of a text, in order, as CommonMark has them."""
    blocks = _blocks(text)
    parts: list[Code] = []
    start = 0
    for block in (*blocks, None):
        end = block.start if block else len(text)
        parts.extend(_spans(text, start, end))
        if block:
            parts.append(block)
            start = block.end
    return tuple(parts)


def _blocks(text: str) -> list[Code]:
    blocks: list[Code] = []
    position = 0
    while opening := _FENCE.search(text, position):
        fence, info = opening[1], opening[2]
        if fence[0] == "`" and "`" in info:  # a span on a line of its own
            position = opening.end()
            continue
        inner = min(opening.end() + 1, len(text))
        closing = re.compile(
            rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", re.MULTILINE
        ).search(text, inner)
        end = closing.end() if closing else len(text)
        inner_end = closing.start() if closing else len(text)
        blocks.append(Code(opening.start(), end, inner, inner_end, is_block=True))
        position = end
    return blocks


def _spans(text: str, start: int, end: int) -> list[Code]:
    spans: list[Code] = []
    ticks = list(_TICKS.finditer(text, start, end))
    by_size: dict[int, list[int]] = {}
    for number, run in enumerate(ticks):
        by_size.setdefault(len(run[0]), []).append(number)
    index = 0
    while index < len(ticks):
        opening = ticks[index]
        alike = by_size[len(opening[0])]
        place = bisect_right(alike, index)
        if place == len(alike):
            index += 1
            continue
        closing = alike[place]
        last = ticks[closing]
        span = Code(opening.start(), last.end(), opening.end(), last.start())
        spans.append(span)
        index = closing + 1
    return spans


def code_at(parts: tuple[Code, ...], offset: int) -> Code | None:
    """The stretch of code that an offset lies in, if any."""
    place = bisect_right(parts, offset, key=lambda part: part.start) - 1
    return parts[place] if place >= 0 and offset < parts[place].end else None
