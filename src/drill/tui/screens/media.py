"""The pictures, sounds and films of a card, to be opened one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from drill.tui.bindings import bindings_of
from drill.tui.list_lines import ListPicture, marked, plain_list, row_style
from drill.tui.media_acts import open_medium
from drill.tui.media_names import named
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.listing import ListScreen
from drill.tui.text_safety import one_line

if TYPE_CHECKING:
    from drill.tui.media_names import Medium


class MediaScreen(ListScreen[None]):
    """What a card mentions; the mark stands at the file that is opened."""

    KEYS = "media"
    BINDINGS: ClassVar = bindings_of("media")

    def __init__(self, media: tuple[Medium, ...]) -> None:
        super().__init__()
        self._media = media

    def top_line(self) -> tuple[Line, Line]:
        """Which of how many."""
        count = f"{self.cursor + 1} of {len(self._media)}"
        return (Run(" files of this card", "muted"),), (Run(count, "muted"),)

    def row_count(self) -> int:
        """All of them."""
        return len(self._media)

    def picture(self, width: int) -> ListPicture:
        """A row each."""
        rows = [self._row(index) for index in range(len(self._media))]
        return plain_list(rows, width, head=(EMPTY,))

    def _row(self, index: int) -> Line:
        is_marked = index == self.cursor
        words = one_line(named(self._media[index]))
        style = row_style(is_marked=is_marked)
        return (marked(is_marked), Run(words, style, f"screen.pick({index})"))

    def action_open(self) -> None:
        """Open the file at the mark outside."""
        open_medium(self, self._media[self.cursor])
