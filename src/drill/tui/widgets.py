"""The three areas of every screen: a quiet line, the page, the keys.

None ever asks for a layout, and only rows that changed are painted again. Scrolling
moves the window of lines that the page shows; Textual's own scrolling is not used.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from textual.geometry import Region, Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from drill.tui.runs import Line, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.selection import Selection
    from textual.strip import Strip

    from drill.tui.application import DrillApp
WHEEL_LINES = 3
NOTHING: Line = ()


class Lines(Widget):
    """A widget that shows lines, and repaints only those that changed."""

    DEFAULT_CSS = """
    Lines { width: 100%; }
    """
    ALLOW_SELECT = True
    auto_links = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._painted: tuple[Line, ...] = ()

    def paint(self, lines: Sequence[Line]) -> None:
        """Show other lines; the size of the widget stays."""
        before, self._painted = self._painted, tuple(lines)
        changed = [
            Region(0, row, self.size.width, 1)
            for row, (old, new) in enumerate(
                zip_longest(before, self._painted, fillvalue=NOTHING)
            )
            if old is not new and old != new
        ]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """One row, in the colours of the present theme."""
        line = self._painted[y] if y < len(self._painted) else NOTHING
        styles = cast("DrillApp", self.app).styles_of_theme
        base = self.visual_style
        return styles.strip(line, y, self.size.width, base, self._selected(y))

    def _selected(self, row: int) -> tuple[int, int, Style] | None:
        selection = self.text_selection
        span = selection.get_span(row) if selection is not None else None
        if span is None:
            return None
        look = self.screen.get_component_styles("screen--selection")
        return (*span, Style.from_styles(look))

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The selected text, for the clipboard."""
        text = "\n".join(text_of(line).rstrip() for line in self._painted)
        return selection.extract(text), "\n"


class Page(Lines):
    """The middle of a screen: a window on lines, moved by keys and the wheel."""

    DEFAULT_CSS = """
    Page { height: 1fr; }
    """

    @dataclass
    class Scrolled(Message):
        """The window moved, or what lies outside of it changed."""

        above: int
        """Lines before the window."""
        below: int
        """Lines after it."""

        def can_replace(self, message: Message) -> bool:
            """A newer one makes an older one void."""
            return isinstance(message, Page.Scrolled)

    def __init__(self, *, id: str = "page") -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._offset = 0
        self._outside = (0, 0)
        self._area = Size(0, 0)

    @property
    def area(self) -> Size:
        """The room for lines, known before Textual has laid out the screen."""
        return self._area

    def fit(self, area: Size) -> None:
        """Take over the room that the screen has found for the page."""
        self._area = area

    @property
    def offset_lines(self) -> int:
        """How many lines lie before the window."""
        return self._offset

    @property
    def hidden_below(self) -> int:
        """How many lines lie after the window."""
        return max(0, len(self._lines) - self._offset - self._area.height)

    def show(self, lines: Sequence[Line], *, offset: int = 0) -> None:
        """Show other lines, with `offset` of them before the window, if it can be."""
        self._lines = lines
        self._offset = self._clamped(offset)
        self._repaint()

    def move(self, lines: int) -> None:
        """Move the window down, or up by a negative number."""
        offset = self._clamped(self._offset + lines)
        if offset != self._offset:
            self._offset = offset
            self._repaint()

    def keep_visible(self, line: int, margin: int = 1) -> int:
        """The offset nearest to the present one at which a line is in the window."""
        height = max(1, self._area.height)
        lowest = line + 1 + margin - height
        return self._clamped(min(max(self._offset, lowest), max(0, line - margin)))

    def _clamped(self, offset: int) -> int:
        return max(0, min(offset, len(self._lines) - self._area.height))

    def _repaint(self) -> None:
        height = self._area.height
        self.paint(self._lines[self._offset : self._offset + height])
        outside = (self._offset, self.hidden_below)
        if outside != self._outside:
            self._outside = outside
            self.post_message(self.Scrolled(*outside))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the window."""
        event.stop()
        self.move(WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the window."""
        event.stop()
        self.move(-WHEEL_LINES)
