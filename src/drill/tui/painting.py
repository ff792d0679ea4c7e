"""Turns lines into Textual `Content`, with styles resolved once a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color
from textual.content import Content, Span
from textual.style import Style

from drill.tui.styles import LOOKS, Look
from drill.tui.text_safety import printable
from drill.tui.themes import variable_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drill.tui.runs import Line


class StyleBook:
    """The styles of `drill.tui.styles` in the colours of one theme."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._styles = {name: _style(look, variables) for name, look in LOOKS.items()}
        self._clickable: dict[tuple[str, str], Style] = {}

    def style(self, name: str, action: str = "") -> Style:
        """The style of a run."""
        return self._with_action(name, action) if action else self._styles[name]

    def content(self, lines: Iterable[Line]) -> Content:
        """Lines as one `Content`; the text is never read as markup."""
        spans: list[Span] = []
        parts: list[str] = []
        at = 0
        for line in lines:
            for run in line:
                text = printable(run.text)
                end = at + len(text)
                if run.style or run.action:
                    spans.append(Span(at, end, self.style(run.style, run.action)))
                parts.append(text)
                at = end
            parts.append("\n")
            at += 1
        return Content("".join(parts)[:-1], spans=spans, strip_control_codes=False)

    def _with_action(self, name: str, action: str) -> Style:
        known = self._clickable.get((name, action))
        if known is None:
            click = Style.from_meta({"@click": action})
            known = self._clickable[name, action] = self._styles[name] + click
        return known


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
