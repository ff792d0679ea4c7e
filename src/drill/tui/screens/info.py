"""Card info: history, memory and forgetting curve of one card."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.tui.bindings import bindings_of
from drill.tui.info_lines import info_lines
from drill.tui.runs import Line, Run
from drill.tui.screens.base import DrillScreen
from drill.tui.text import one_line

if TYPE_CHECKING:
    from drill.ids import CardId
    from drill.sessions.steps import CardInfo


class InfoScreen(DrillScreen[None]):
    """All that is known of a card."""

    KEYS = "info"
    BINDINGS: ClassVar = bindings_of("info")

    info: var[CardInfo | None] = var(None, init=False)

    def __init__(self, card: CardId) -> None:
        super().__init__()
        self._card = card

    def top_line(self) -> tuple[Line, Line]:
        """The card's title."""
        title = self._card if self.info is None else self.info.title
        return (Run(" " + one_line(title), "muted"),), (Run("card info", "muted"),)

    def page_lines(self, width: int) -> list[Line]:
        """Figures, curve and history."""
        return [] if self.info is None else info_lines(self.info, width)

    def watch_info(self) -> None:
        """Paint what came."""
        self.repaint()

    def on_mount(self) -> None:
        """Ask for the card."""
        self.ask(
            self.drill.asking(lambda workspace: workspace.card_info(self._card)),
            self._show,
        )

    def _show(self, info: CardInfo) -> None:
        self.info = info
