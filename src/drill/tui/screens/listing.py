"""A screen that is a list with a mark, and a few lines about what the mark is at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.reactive import var

from drill.tui.frame_lines import rule
from drill.tui.screens.base import DrillScreen
from drill.tui.widgets import Lines, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from drill.tui.list_lines import ListPicture
    from drill.tui.runs import Line

R = TypeVar("R")
LOW = 20
"""Rows of a terminal below which there is no room for the lines about a row."""


class ListScreen(DrillScreen[R]):
    """Rows with a mark that moves; a subclass draws them."""

    DETAIL_ROWS: ClassVar[int] = 0
    """Rows about what the mark is at, their rule among them."""

    cursor: var[int] = var(0, init=False)

    # --- what a subclass fills in -------------------------------------------------

    def row_count(self) -> int:
        """How many rows the mark can stand at."""
        raise NotImplementedError

    def picture(self, width: int) -> ListPicture:
        """The lines of the page and the place of each row."""
        raise NotImplementedError

    def detail_lines(self, width: int) -> list[Line]:  # noqa: ARG002 - for a subclass
        """What is said about the row at the mark."""
        return []

    # --- painting -------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The usual areas, and one about the row at the mark."""
        yield Lines(id="top")
        yield Page()
        yield Lines(id="detail")
        yield Lines(id="keys")

    def lay_out(self, width: int, height: int) -> int:  # noqa: ARG002 - for a subclass
        """Give the row at the mark its lines where there is room."""
        rows = self.DETAIL_ROWS if height >= LOW else 0
        self.query_one("#detail", Lines).styles.height = rows
        return rows

    def page_lines(self, width: int) -> Sequence[Line]:
        """The rows."""
        return self.picture(width).lines

    def repaint_page(self, offset: int | None = None) -> None:
        """Paint the rows and what is said about the one at the mark."""
        super().repaint_page(offset)
        self.repaint_detail()

    def repaint_detail(self) -> None:
        """Paint what is said about the row at the mark."""
        width = self.size.width
        lines = [rule(width), *self.detail_lines(width)] if self.DETAIL_ROWS else []
        self.query_one("#detail", Lines).paint(lines[: self.DETAIL_ROWS])

    def show_cursor(self) -> None:
        """Paint, and scroll the mark into the window."""
        if not self.is_mounted or not self.page.area.width:
            return
        self.cursor = self.clamped(self.cursor)
        places = self.picture(self.page.area.width).places
        self.repaint_page()
        if places:
            at = 0 if self.cursor == 0 else places[self.cursor]
            self.repaint_page(self.page.keep_visible(at))
        self.repaint_top()
        self.repaint_keys()

    def watch_cursor(self) -> None:
        """Paint the mark at its new place."""
        self.show_cursor()

    def on_screen_resume(self) -> None:
        """Paint again, the mark in the window; after the base has painted its areas."""
        self.call_later(self.show_cursor)

    # --- the mark ---------------------------------------------------------------------

    def clamped(self, row: int) -> int:
        """The nearest row that there is."""
        return max(0, min(row, self.row_count() - 1))

    def action_move(self, rows: int) -> None:
        """Move the mark."""
        self.cursor = self.clamped(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Move the mark by a page."""
        self.action_move(pages * max(1, self.page.area.height - 2))

    def action_edge(self, end: int) -> None:
        """Move the mark to the first row, or to the last."""
        self.cursor = 0 if end < 0 else self.clamped(self.row_count())

    def action_pick(self, row: int) -> None:
        """A click: the mark goes there."""
        self.cursor = self.clamped(row)
