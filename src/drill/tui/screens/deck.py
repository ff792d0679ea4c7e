"""A deck, opened: what it is about, its topics, what comes first, its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.tui.bindings import bindings_of
from drill.tui.deck_lines import deck_lines
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.base import DrillScreen
from drill.tui.text import one_line

if TYPE_CHECKING:
    from drill.sessions.deck_page_steps import DeckPage


class DeckScreen(DrillScreen[None]):
    """The page of one deck."""

    KEYS = "deck"
    BINDINGS: ClassVar = bindings_of("deck")

    opened: var[DeckPage | None] = var(None, init=False)
    """None until it was read."""

    def __init__(self, deck: str, title: str) -> None:
        """Open a deck.

        Args:
            deck: its id.
            title: what it is called, until it was read.
        """
        super().__init__()
        self._deck = deck
        self._title = title

    def top_line(self) -> tuple[Line, Line]:
        """Which deck."""
        return (Run(f" decks › {one_line(self._title)}", "muted"),), ()

    def page_lines(self, width: int) -> list[Line]:
        """The page, once it is there."""
        page = self.opened
        return [EMPTY] if page is None else deck_lines(page, width)

    def watch_opened(self) -> None:
        """Paint what came."""
        self.repaint()

    def on_mount(self) -> None:
        """Ask for the page."""
        self.ask(self.drill.asking(lambda work: work.deck_page(self._deck)), self._take)

    def _take(self, page: DeckPage) -> None:
        self.opened = page

    def action_browse(self) -> None:
        """Search its cards."""
        from drill.tui.screens.browse import BrowseScreen

        screen = BrowseScreen(f"deck:{self._deck}", is_typing=False)
        self.drill.push_screen(screen)

    def action_export(self) -> None:
        """Write it into a file."""
        from drill.tui.screens.exporting import ExportScreen

        self.drill.push_screen(ExportScreen(self._title, names=(self._deck,)))
