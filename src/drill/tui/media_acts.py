"""Opens what a card mentions: one file at once, of several the chosen one."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from drill.errors import OpenerFailed
from drill.tui.background import Failed
from drill.tui.outside import open_outside, opener_command

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from drill.sessions.media import MediaFile
    from drill.tui.media_names import Medium
    from drill.tui.screens.base import DrillScreen


def open_media(screen: DrillScreen[Any], media: Sequence[Medium]) -> None:
    """Open the one file of a card outside; of several show which there are."""
    if len(media) == 1:
        open_medium(screen, media[0])
    elif media:
        from drill.tui.screens.media import MediaScreen

        screen.drill.push_screen(MediaScreen(tuple(media)))


def open_medium(screen: DrillScreen[Any], medium: Medium) -> None:
    """Open a file outside of the terminal; what is wrong is said."""

    def found(file: MediaFile) -> None:
        try:
            command = opener_command(file.opener, os.environ, sys.platform, file.path)
        except OpenerFailed as error:
            screen.drill.notify_plainly(error.message, error.hint, "warning")
            return
        screen.run_worker(_opened(screen, command, file.path), group="opened")

    call = screen.drill.asking(lambda workspace: workspace.media(medium.name))
    screen.ask(call, found)


async def _opened(screen: DrillScreen[Any], command: list[str], path: Path) -> None:
    """Start the program beside everything else, and say if it fails."""
    background = screen.drill.background
    if not background.is_open:
        return
    settled = await background.settle(background.read(open_outside, command, path))
    if isinstance(settled, Failed):
        screen.drill.notify_plainly(settled.message, settled.hint, "warning")
