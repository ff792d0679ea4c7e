"""Help: what a screen shows, and every key of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from drill.tui.bindings import bindings_of
from drill.tui.help_lines import help_lines
from drill.tui.runs import Line, Run
from drill.tui.screens.base import DrillScreen

if TYPE_CHECKING:
    from collections.abc import Sequence


class HelpScreen(DrillScreen[None]):
    """The commands of the screen below, and those that work everywhere."""

    KEYS = "help"
    BINDINGS: ClassVar = bindings_of("help")

    def __init__(
        self,
        about: str,
        pairs: Sequence[tuple[str, str]] = (),
        also: Sequence[str] = (),
    ) -> None:
        """Explain a screen.

        Args:
            about: the first part of the ids of its commands.
            pairs: what else can be written there, and what it means.
            also: the first parts of the ids of further commands.
        """
        super().__init__()
        self._also = also
        self._about = about
        self._pairs = pairs

    def top_line(self) -> tuple[Line, Line]:
        """What is explained."""
        return (Run(" help", "muted"),), ()

    def page_lines(self, width: int) -> list[Line]:
        """Words about the screen, then its keys."""
        return help_lines(self._about, width, self.keymap, self._pairs, self._also)
