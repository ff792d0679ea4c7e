"""Turns lines into what Textual shows, with styles resolved once a theme."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.color import Color
from textual.strip import Strip
from textual.style import Style

from drill.tui.runs import cells
from drill.tui.styles import LOOKS, Look
from drill.tui.text_safety import printable
from drill.tui.themes import variable_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    from drill.tui.runs import Line

    Selected: TypeAlias = tuple[int, int, Style]


class StyleBook:
    """The styles of `drill.tui.styles` in the colours of one theme."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._styles = {name: _style(look, variables) for name, look in LOOKS.items()}
        self._clickable: dict[tuple[str, str], Style] = {}

    def style(self, name: str, action: str = "") -> Style:
        """The style of a run; `#RRGGBB#RRGGBB` is a colour, before another if any."""
        if name.startswith("#"):
            return _coloured(name)
        return self._with_action(name, action) if action else self._styles[name]

    def strip(
        self, line: Line, row: int, width: int, base: Style, selected: Selected | None
    ) -> Strip:
        """One line of a widget, ready for the compositor.

        Args:
            line: what to show; the text is never read as markup.
            row: its place in the widget, from 0, for the mouse.
            width: cells to fill.
            base: the widget's own style.
            selected: characters from and to (-1: the end) that are selected, and how
                they are shown.
        """
        segments: list[Segment] = []
        at = taken = 0
        for text, style in self._pieces(line, selected):
            look = (base + style).rich_style_with_offset(at, row)
            segments.append(Segment(text, look))
            at += len(text)
            taken += cells(text)
        look = base.rich_style_with_offset(at, row)
        segments.append(Segment(" " * max(0, width - taken), look))
        return Strip(segments).crop(0, width)

    def _pieces(
        self, line: Line, selected: Selected | None
    ) -> Iterator[tuple[str, Style]]:
        at = 0
        for run in line:
            text = printable(run.text)
            style = self.style(run.style, run.action)
            if selected is None:
                yield text, style
                continue
            first, last, look = selected
            start = min(len(text), max(0, first - at))
            end = len(text) if last < 0 else min(len(text), max(start, last - at))
            yield text[:start], style
            yield text[start:end], style + look
            yield text[end:], style
            at += len(text)

    def _with_action(self, name: str, action: str) -> Style:
        known = self._clickable.get((name, action))
        if known is None:
            click = Style.from_meta({"@click": action})
            known = self._clickable[name, action] = self._styles[name] + click
        return known


@lru_cache(maxsize=8192)
def _coloured(name: str) -> Style:
    """Two pixels of a picture, one above the other; or the text of a colour alone."""
    front, behind = name[:7], name[7:]
    background = Color.parse(behind) if behind else None
    return Style(foreground=Color.parse(front), background=background)


def _style(look: Look, variables: Mapping[str, str]) -> Style:
    return Style(
        foreground=Color.parse(variables[variable_of(look.colour)]),
        background=Color.parse(variables[variable_of(look.behind)])
        if look.behind
        else None,
        bold=look.bold or None,
        italic=look.italic or None,
        underline=look.underline or None,
        strike=look.strike or None,
        reverse=look.reverse or None,
    )
