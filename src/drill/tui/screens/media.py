"""Pictures, sounds and films of a card: shown where that can be, and opened."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Center

from drill.tui.background import Done
from drill.tui.bindings import bindings_of
from drill.tui.list_lines import ListPicture, marked, plain_list, row_style
from drill.tui.media_acts import open_medium
from drill.tui.media_names import named
from drill.tui.pictures import can_show, decoded, fitted
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.listing import ListScreen
from drill.tui.terminal_pictures import cell_size, picture_widget, protocol
from drill.tui.text_safety import one_line
from drill.tui.widgets import Lines, Page

if TYPE_CHECKING:
    from PIL.Image import Image
    from textual import events
    from textual.app import ComposeResult

    from drill.sessions.media import MediaFile
    from drill.tui.media_names import Medium

INSTALL = "Pictures are shown here with the extra `images`: pip install 'drill[images]'"
OFF = "off"
LEAST_ROWS = 4
"""Below so many a picture says nothing."""


class MediaScreen(ListScreen[None]):
    """What a card mentions; the mark stands at the file that is shown and opened."""

    KEYS = "media"
    BINDINGS: ClassVar = bindings_of("media")

    def __init__(self, media: tuple[Medium, ...]) -> None:
        super().__init__()
        self._media = media
        self._pictures: dict[int, Image] = {}
        """Those that were decoded, by their row."""
        self._words: dict[int, str] = {}
        """Why others are not shown."""
        self._how = OFF

    def compose(self) -> ComposeResult:
        """The list above the picture."""
        yield Lines(id="top")
        yield Page()
        yield Center(id="picture")
        yield Lines(id="detail")
        yield Lines(id="keys")

    # --- what is shown ----------------------------------------------------------

    def top_line(self) -> tuple[Line, Line]:
        """Which of how many."""
        count = f"{self.cursor + 1} of {len(self._media)}"
        return (Run(" files of this card", "muted"),), (Run(count, "muted"),)

    def row_count(self) -> int:
        """All of them."""
        return len(self._media)

    def picture(self, width: int) -> ListPicture:
        """A row each; below them why a picture is not shown."""
        rows = [self._row(index) for index in range(len(self._media))]
        found = plain_list(rows, width, head=(EMPTY,))
        words = self._words.get(self.cursor, "")
        if not words:
            return found
        said = (Run(f"   {one_line(words)}", "muted"),)
        return ListPicture([*found.lines, EMPTY, said], found.places)

    def _row(self, index: int) -> Line:
        is_marked = index == self.cursor
        words = one_line(named(self._media[index]))
        style = row_style(is_marked=is_marked)
        return (marked(is_marked), Run(words, style, f"screen.pick({index})"))

    def lay_out(self, width: int, height: int) -> int:
        """Give the picture what the list leaves."""
        super().lay_out(width, height)
        rows = 0
        if self.cursor in self._pictures:
            rows = max(0, height - 5 - min(len(self._media) + 1, height // 3))
        self.query_one("#picture").styles.height = rows
        return rows

    def watch_cursor(self) -> None:
        """Show the file at the mark."""
        super().watch_cursor()
        if self.is_mounted:
            self._look()

    def on_mount(self) -> None:
        """Show the first file."""
        self._look()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - Textual's
        """Draw for the new size, once the base has laid out for it."""
        self._draw()

    # --- the picture --------------------------------------------------------------

    def _look(self) -> None:
        """Have the picture at the mark decoded, once, or say why not."""
        index, medium = self.cursor, self._media[self.cursor]
        if medium.is_picture and not can_show():
            self._words[index] = INSTALL
        if not medium.is_picture or index in self._pictures or index in self._words:
            self._draw()
            return
        call = self.drill.asking(lambda workspace: workspace.media(medium.name))
        self.ask(call, partial(self._found, index))

    def _found(self, index: int, file: MediaFile) -> None:
        self._how = protocol(file.images, os.environ)
        if self._how != OFF:
            self.run_worker(self._decode(index, file), group="decoded")

    async def _decode(self, index: int, file: MediaFile) -> None:
        background = self.drill.background
        if not background.is_open:
            return
        settled = await background.settle(background.read(decoded, file.path))
        if isinstance(settled, Done):
            self._pictures[index] = settled.value
        else:
            self._words[index] = settled.message
        if index == self.cursor:
            self._draw()

    def _draw(self) -> None:
        """Put the picture at the mark where the list leaves room."""
        if self.is_attached:
            self._fit(self.size)
            self._put()

    @work(exclusive=True, group="drawn")
    async def _put(self) -> None:
        area = self.query_one("#picture")
        await self._clear()
        picture = self._pictures.get(self.cursor)
        rows = int(area.styles.height.value) if area.styles.height else 0
        if picture is not None and rows >= LEAST_ROWS:
            size = fitted(picture, self.size.width - 2, rows, cell_size())
            await area.mount(picture_widget(picture, size, self._how))

    async def _clear(self) -> None:
        """Take the picture away."""
        self._free()
        await self.query_one("#picture").remove_children()

    def _free(self) -> None:
        """Take the picture out of the terminal's memory."""
        for widget in self.query_one("#picture").children:
            if hasattr(widget, "image"):
                widget.image = None

    # --- commands -----------------------------------------------------------------

    def action_open(self) -> None:
        """Open the file at the mark outside."""
        open_medium(self, self._media[self.cursor])

    def action_leave(self) -> None:
        """Back to the card; the terminal forgets the picture."""
        self._free()
        super().action_leave()
