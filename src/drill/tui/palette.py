"""The command palette's source: every command of the screen, by its words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from drill.tui.commands import GENERAL, of_screen, shown_key
from drill.tui.runs import left
from drill.tui.screens.base import DrillScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.tui.commands import Command

LABEL = 20


class CommandSource(Provider):
    """The commands that can be used now, those of the screen first."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command, words in self._usable():
            yield DiscoveryHit(words, partial(self._run, command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Those whose words match what is typed."""
        matcher = self.matcher(query)
        for command, words in self._usable():
            score = matcher.match(f"{words} {command.help}")
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(words),
                    partial(self._run, command),
                    help=command.help,
                )

    def _usable(self) -> Iterator[tuple[Command, str]]:
        screen = self.screen
        if not isinstance(screen, DrillScreen):
            return
        hidden = screen.hidden_keys()
        for group in (*screen.ALSO, screen.KEYS, GENERAL):
            for command in of_screen(group):
                if command.id not in hidden:
                    key = shown_key(command, screen.keymap)
                    yield command, left(command.label, LABEL) + key

    async def _run(self, command: Command) -> None:
        screen = self.screen
        if isinstance(screen, DrillScreen):
            await screen.run_command(command)
