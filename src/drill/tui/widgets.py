"""The three areas of every screen: a quiet line, the page, the keys.

Each is one `Static` that is updated without a layout. Scrolling moves the window of
lines that the page shows; nothing else of Textual's scrolling is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from drill.tui.application import DrillApp
    from drill.tui.runs import Line
WHEEL_LINES = 3


class Lines(Static):
    """A widget that shows lines and is told when to show others."""

    DEFAULT_CSS = """
    Lines { width: 100%; text-wrap: nowrap; text-overflow: clip; }
    """
    auto_links = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(markup=False, id=id)

    def paint(self, lines: Sequence[Line]) -> None:
        """Show other lines; the size of the widget stays."""
        app = cast("DrillApp", self.app)
        self.update(app.styles_of_theme.content(lines), layout=False)


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

    @property
    def offset_lines(self) -> int:
        """How many lines lie before the window."""
        return self._offset

    @property
    def hidden_below(self) -> int:
        """How many lines lie after the window."""
        return max(0, len(self._lines) - self._offset - self.size.height)

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
        height = max(1, self.size.height)
        lowest = line + 1 + margin - height
        return self._clamped(min(max(self._offset, lowest), max(0, line - margin)))

    def _clamped(self, offset: int) -> int:
        return max(0, min(offset, len(self._lines) - self.size.height))

    def _repaint(self) -> None:
        height = self.size.height
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
